import { start } from '../../components/start.ts'
import StagePage from './StagePage.svelte'

start(StagePage)
