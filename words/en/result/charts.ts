import type { words as zh } from '../../zh/result/charts.ts'
import { counted } from '../../english.ts'

export const words: typeof zh = {
  firstOnly: (n) => `Of so many contestants the charts draw the first ${n}.`,
  title: 'Charts',
  parts: 'Where the totals come from',
  partsHint: 'Each part of a bar is what one panel adds to the total.',
  ranks: 'Ranks by panel compared',
  ranksHint:
    'Ranks by each panel’s own points; the final ranks stand on the right. The flatter a line, the more they agree.',
  final: 'Final',
  grades: (panel) => `Grades from ${panel}`,
  gradesHint: 'Each part of a bar is how often that grade was given.',
  spread: (panel) => `Spread of marks from ${panel}`,
  spreadHint:
    'Each dot is one total, the upright line the points. The wider the dots, the less they agree. Counted from the ballot record on this device.',
  spreadTrimmed: 'Hollow dots are the highest and lowest, left out by the rules.',
  spreadSaid: (lowest, highest, points) => `lowest ${lowest}, highest ${highest}, points ${points}`,
  arrivals: 'Ballots over time',
  arrivalsHint: (step) =>
    `Each step is ${step}; its height is how many ballots came in then, by their last revision.`,
  arrivalsSaid: (time, count, total) =>
    `${counted(total, 'ballot')}; most came in the step from ${time}: ${count}.`,
  arrivalsSecret: 'Secret ballots keep no times, so there is no chart of ballots over time.',
  times: (total, count) => (count > 1 ? `${total} (${counted(count, 'time')})` : total),
  ranksSaid: (name, places) => `${name}: ${places}`,
}
