import { start } from '../../components/start.ts'
import Watch from './Watch.svelte'

start(Watch)
