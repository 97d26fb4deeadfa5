import type { Figure, Goal, Section } from './figures.ts'
import type { Machine } from './machine.ts'
import { median } from '#capacity/statistics.ts'

const width = 38
const column = 12

/** The figures as a table for people: median, least and greatest over the runs, and the goal where there is one. */
export const reportText = (machine: Machine, runs: number, sections: Section[]): string =>
  [machineLine(machine, runs), ...sections.map(sectionText)].join('\n\n')

const machineLine = ({ cores, cpu, memoryGb, system, node, load }: Machine, runs: number): string =>
  [
    `Medians over ${runs} run${runs === 1 ? '' : 's'} on ${cores} × ${cpu}, ${memoryGb} GB, ${system}, Node ${node}.`,
    `The load generator and the viewers share these cores with the system. Load before the start: ${load.toFixed(1)}.`,
  ].join('\n')

/** One section as a table with its meaning below. */
export const sectionText = ({ title, meaning, figures }: Section): string =>
  [line([title, 'median', 'least', 'greatest', 'goal']), ...figures.map(figureLine), wrapped(meaning)].join(
    '\n',
  )

const figureLine = ({ name, unit, values, goal }: Figure): string => {
  const all = [median(values), Math.min(...values), Math.max(...values)]
  return line([`  ${name}`, ...all.map((value) => `${shown(value)} ${unit}`), goalText(goal, median(values))])
}

const line = ([name = '', ...columns]: string[]): string =>
  name.padEnd(width) + columns.map((text) => text.padStart(column)).join('')

const shown = (value: number): string =>
  value < 100 && !Number.isInteger(value) ? value.toFixed(1) : Math.round(value).toLocaleString('en')

const goalText = (goal: Goal | undefined, value: number): string => {
  if (!goal) return ''
  if ('atLeast' in goal) return `≥ ${goal.atLeast} ${value >= goal.atLeast ? '✓' : '✗'}`
  return `< ${goal.below} ${value < goal.below ? '✓' : '✗'}`
}

const wrapped = (text: string): string => text.replace(/(?=\S)(.{1,84})(?:\s+|$)/g, '    $1\n').trimEnd()
