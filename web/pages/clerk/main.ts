import { start } from '../../components/start.ts'
import Clerk from './Clerk.svelte'

start(Clerk)
