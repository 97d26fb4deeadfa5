import { start } from '../../components/start.ts'
import ResultPage from './ResultPage.svelte'

start(ResultPage)
