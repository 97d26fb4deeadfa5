import type { Fault } from '#contract/faults.ts'
import type { ToldFault } from '#contract/problems.ts'
import { say } from '#words/say.ts'
import type { words } from '#words/zh/faults.ts'
import { catalogue } from './catalogue.ts'

export const faultWords = catalogue(
  import.meta.glob<typeof words>('#words/*/faults.ts', { eager: true, import: 'words' }),
)

/** A fault that was found here, or one that the server told of. */
export type AnyFault = Fault | ToldFault

/** What is wrong, in the reader's language. Of a code that this page does not know yet, the server's own sentence. */
export const sayWrong = (fault: AnyFault): string =>
  isOfList(fault) ? say(faultWords, fault) : fault.message

/** A code of the list names its parameters too. */
const isOfList = (fault: AnyFault): fault is Fault => Object.hasOwn(faultWords, fault.code)
