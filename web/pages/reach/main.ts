import { start } from '../../components/start.ts'
import ReachPage from './ReachPage.svelte'

start(ReachPage)
