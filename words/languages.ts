/**
 * The languages in which people can read Leitai. One more is a folder of words and a line here.
 *
 * `id` is its folder, and what the language's tags begin with: a browser that asks for `en-GB` reads `en`. `tag` is what pages
 * declare in HTML and what dates are written by. `name` is what the language calls itself. The first is for readers who ask for none.
 */
export const languages = [
  { id: 'zh', tag: 'zh-CN', name: '中文' },
  { id: 'en', tag: 'en', name: 'English' },
] as const

export type LanguageId = (typeof languages)[number]['id']

/** The language that a tag such as `en-GB` asks for. */
export const languageOf = (tag: string): (typeof languages)[number] | undefined =>
  languages.find(({ id }) => tag.toLowerCase().startsWith(id))

/** The language that a contest names; the first where it names none. */
export const languageOfContest = (tag = ''): (typeof languages)[number] => languageOf(tag) ?? languages[0]
