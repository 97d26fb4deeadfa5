import { start } from '../../components/start.ts'
import Screen from './Screen.svelte'

start(Screen)
