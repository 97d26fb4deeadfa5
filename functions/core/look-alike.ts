/**
 * Letters of other scripts that stand on paper and screen as a Latin letter, a digit or a Chinese character does: each letter of the
 * first line looks like the one below it. From Unicode's confusables (UTS #39), as far as the letters of ids in use here go;
 * what looks alike within one script (`l` and `1`) is left to whoever chooses ids.
 */
const pairs = [
  ['аеорсухіјѕһԁԛԝӏАВЕЗКМНОРСТУХІЈЅԌԚԜӀ', 'aeopcyxijshdqwlABE3KMHOPCTYXIJSGQWI'],
  ['αγικνορυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ayikvopuABEZHIKMNOPTYX'],
  ['օսհոցԼՏՍ', 'ouhngLSU'],
  ['ɑɡıᴏ', 'agio'],
  ['ーニハエカタトロ', '一二八工力夕卜口'],
  ['囗〇', '口O'],
] as const

const likenesses = new Map(
  pairs.flatMap(([letters, likes]) => {
    const like = [...likes]
    return [...letters].map((letter, index) => [letter, like[index] ?? letter] as const)
  }),
)

/** What two ids have in common when nobody can tell them apart by looking: width, form and script of their letters play no part. */
export const likenessOf = (id: string): string =>
  [...id.normalize('NFKC')].map((letter) => likenesses.get(letter) ?? letter).join('')

/** The earlier ids of a list that a later one looks like, without being the same. `index` is the later one's. */
export function lookAlikes(
  ids: readonly (string | undefined)[] = [],
): { id: string; like: string; index: number }[] {
  const seen = new Map<string, string>()
  return ids.flatMap((id, index) => {
    if (id === undefined) return []
    const likeness = likenessOf(id)
    const like = seen.get(likeness)
    if (like === undefined) seen.set(likeness, id)
    return like === undefined || like === id ? [] : [{ id, like, index }]
  })
}
