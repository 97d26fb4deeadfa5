import { start } from '../../components/start.ts'
import Backstage from './Backstage.svelte'

start(Backstage)
