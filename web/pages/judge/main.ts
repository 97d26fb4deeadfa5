import { start } from '../../components/start.ts'
import Judge from './Judge.svelte'

start(Judge)
