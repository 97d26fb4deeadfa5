import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

type Template = { Resources: Record<string, { Type: string }> }
const { Leitai } = JSON.parse(read('test/cdk/template.snapshot.json')) as Record<string, Template>
const alarms = Object.entries(Leitai?.Resources ?? {}).flatMap(([id, { Type }]) =>
  Type === 'AWS::CloudWatch::Alarm' ? [id] : [],
)

/** `A-one, -two` stands for the alarms A-one and A-two; logical ids have neither hyphens nor commas. */
const namesIn = (heading: string): string[] => {
  const [first = '', ...others] = heading.split(/[,、] ?/)
  const family = first.split('-')[0] ?? ''
  return [first, ...others.map((other) => family + other)].map((name) => name.replaceAll('-', ''))
}

describe.each(['docs/runbook.md', 'docs/runbook.zh-CN.md'])('%s', (path) => {
  const text = read(path)
  const named = [...text.matchAll(/^### (.+)$/gm)].flatMap(([, heading = '']) => namesIn(heading))

  it('has a section for every alarm of the template, and none for others', () => {
    expect(alarms.length).toBeGreaterThan(0)
    const of = (id: string) =>
      named.find((name) => id.startsWith(`Alarms${name}`) && id.length === name.length + 14)
    expect(alarms.filter((id) => of(id) === undefined)).toEqual([])
    expect(named.filter((name) => !alarms.some((id) => of(id) === name))).toEqual([])
  })

  it('names only scripts that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const used = [...text.matchAll(/npm run (?:-s )?(\w+)/g)].map(([, script = '']) => script)
    expect(used.filter((script) => !(script in scripts))).toEqual([])
  })
})
