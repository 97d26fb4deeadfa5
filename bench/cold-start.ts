import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sessionKeys } from '#local/data/session-keys.ts'
import { LambdaFunction } from '#test/lambda/lambda-function.ts'
import { variablesOf } from '#test/lambda/variables.ts'
import { bundleFunctions, functionEntries } from '../cdk/bundles.ts'
import { now } from './clock.ts'
import { machine } from './machine.ts'
import { sectionText } from './report.ts'

/** `npm run cold-start`: how long a voter's function takes from the start of its process until it asks Lambda for a first event. */

const starts = 20
const voters = ['open-session', 'cast-ballot', 'read-ballot', 'read-live']

const folder = await mkdtemp(join(tmpdir(), 'leitai-cold-start-'))
try {
  const { cpu, cores, node, load } = machine()
  const measured = await measure(await functionsIn(folder))
  console.log(`On ${cores} × ${cpu}, Node ${node}. Load before the start: ${load.toFixed(1)}.\n`)
  console.log(
    sectionText({
      title: 'Cold starts',
      meaning: `${starts} starts of each bundle, taken in turns, from the start of the process under Lambda’s runtime interface client until it asks for its first event. An empty handler is what Node and the client take by themselves.`,
      figures: [...measured].map(([name, values]) => ({ name, unit: 'ms', values })),
    }),
  )
} finally {
  await rm(folder, { recursive: true })
}

async function functionsIn(root: string): Promise<LambdaFunction[]> {
  const entries = functionEntries()
  const bundles = bundleFunctions(
    voters.flatMap((name) => entries[name] ?? []),
    root,
  )
  const settings = {
    base: 'http://leitai.test',
    dynamodbEndpoint: 'http://127.0.0.1:9',
    keys: sessionKeys(join(root, 'keys.json')),
    publishUrl: '',
    realtimeUrl: '',
  }
  return [
    new LambdaFunction('empty handler', await emptyHandler(root), {}),
    ...bundles.map(
      ({ name, folder: bundle, bytes }) =>
        new LambdaFunction(`${name}, ${Math.round(bytes / 1_000)} kB`, bundle, variablesOf(name, settings)),
    ),
  ]
}

async function emptyHandler(root: string): Promise<string> {
  const empty = join(root, 'empty')
  await mkdir(empty)
  await writeFile(join(empty, 'index.mjs'), 'export const handler = async () => undefined\n')
  return empty
}

/** Milliseconds of each start, by function. The first of each is not among them: it reads files that the others find in memory. */
async function measure(functions: readonly LambdaFunction[]): Promise<Map<string, number[]>> {
  const measured = new Map<string, number[]>()
  for (let start = 0; start <= starts; start++)
    for (const one of functions) {
      const began = now()
      await one.start()
      const took = now() - began
      await one.kill()
      if (start > 0) measured.set(one.name, [...(measured.get(one.name) ?? []), took])
    }
  return measured
}
