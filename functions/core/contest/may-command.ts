import type { Role } from '#contract/people.ts'
import { actOfCommand } from './registry.ts'

/**
 * Whether somebody whom the route lets command may give this command: a clerk gives those about the speaker and no other, a scrutineer settles
 * proposals.
 */
export const mayCommand = (role: Role, type: string): boolean =>
  (role !== 'clerk' && role !== 'scrutineer') || actOfCommand(type).alsoFor.includes(role)
