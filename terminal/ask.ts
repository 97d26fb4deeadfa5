import { createInterface } from 'node:readline'

/** The next line that is typed, without its end; undefined where nobody types any more. */
export async function ask(question: string): Promise<string | undefined> {
  process.stdout.write(`${question} `)
  const lines = createInterface({ input: process.stdin })
  try {
    const { value, done } = await lines[Symbol.asyncIterator]().next()
    return done === true ? undefined : value.trim()
  } finally {
    lines.close()
  }
}
