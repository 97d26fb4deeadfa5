import type { words } from '#words/zh/problems.ts'
import type { Problem } from '../api/problem.ts'
import { catalogue } from './catalogue.ts'

const sentences = catalogue(
  import.meta.glob<typeof words>('#words/*/problems.ts', { eager: true, import: 'words' }),
)

export const sayProblem = ({ code }: Problem): string => sentences[code]
