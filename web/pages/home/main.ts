import { start } from '../../components/start.ts'
import Home from './Home.svelte'

start(Home)
