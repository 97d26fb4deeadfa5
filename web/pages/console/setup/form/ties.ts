import {
  type FormElectorate,
  type FormPanel,
  type FormRound,
  type FormTie,
  looksAtPanel,
} from './contest-form.ts'
import { form as t } from './words.ts'

export type TieChoice = { key: string; tie: FormTie; label: string }

export const keyOfTie = ({ by, panel, criterion }: FormTie): string =>
  by === 'criterion'
    ? `${by}/${panel}/${criterion}`
    : by === 'exact' || by === 'order'
      ? by
      : `${by}/${panel}`

/** Everything that could part equal totals of a round, as it is filled in now. */
export function tieChoices({ panels }: FormRound, electorates: FormElectorate[]): TieChoice[] {
  const choice = (label: string, by: FormTie['by'], panel = 0, criterion = ''): TieChoice => {
    const tie = { by, panel, criterion }
    return { key: keyOfTie(tie), tie, label }
  }
  const ofPanels = panels.flatMap(({ votes, kind, entries }, panel) => {
    if (!votes) return []
    const name = electorates[panel]?.name ?? ''
    const criteria = kind === 'score' ? entries : []
    return [
      choice(t.tiePanel(name), 'panel', panel),
      ...criteria.map((criterion) =>
        choice(t.tieCriterion(name, criterion.name), 'criterion', panel, criterion.id),
      ),
      choice(t.tieVoters(name), 'voters', panel),
      choice(t.tieCountback(name), 'countback', panel),
    ]
  })
  // Converted points have no total before rounding.
  const exact = panels.some(isConverted) ? [] : [choice(t.tieExact, 'exact')]
  return [...ofPanels, ...exact, choice(t.tieOrder, 'order')]
}

const isConverted = ({ votes, convert }: FormPanel): boolean => votes && convert.by !== 'none'

/** Whether a tie-break looks at something that the round still has. */
export function isOffered({ panels }: FormRound, tie: FormTie): boolean {
  const panel = panels[tie.panel]
  if (tie.by === 'exact') return !panels.some(isConverted)
  if (!looksAtPanel(tie)) return true
  if (panel === undefined || !panel.votes) return false
  return (
    tie.by !== 'criterion' || (panel.kind === 'score' && panel.entries.some(({ id }) => id === tie.criterion))
  )
}
