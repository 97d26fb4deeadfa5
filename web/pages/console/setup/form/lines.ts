/** The lines of a list that somebody typed or pasted, without empty ones. */
export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** `产业发展 30` is a name and a number; the number may be missing. */
export function namedNumber(line: string): { name: string; value: number | null } {
  const [, name = line, value] = /^(.*?)[\s,，:：]+(\d+(?:\.\d+)?)\s*分?$/.exec(line) ?? []
  return { name: name.trim(), value: value === undefined ? null : Number(value) }
}
