import { start } from '../../components/start.ts'
import Console from './Console.svelte'

start(Console)
