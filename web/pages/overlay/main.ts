import { start } from '../../components/start.ts'
import Overlay from './Overlay.svelte'

start(Overlay)
