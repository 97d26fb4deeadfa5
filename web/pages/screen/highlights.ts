const most = 6

/** Highlights as short lines: one per line of the text, or per sentence where it is one paragraph. */
export function lines(highlights: string | undefined): string[] {
  const parts = (text: string, by: RegExp) =>
    text
      .split(by)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const text = highlights ?? ''
  const perLine = parts(text, /\n/)
  const found = perLine.length > 1 ? perLine : parts(text, /[；;。]/)
  return [...new Set(found)].slice(0, most)
}
