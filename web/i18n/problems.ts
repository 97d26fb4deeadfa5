import { words as en } from '#words/en/problems.ts'
import { words as zh } from '#words/zh/problems.ts'
import type { Problem } from '../api/problem.ts'
import { catalogue } from './catalogue.ts'

const sentences = catalogue(zh, en)

/** What happened and what to do now. */
export const sayProblem = ({ code }: Problem): string => sentences[code]
