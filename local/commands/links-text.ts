import { renderUnicodeCompact } from 'uqr'
import { inEveryLanguage } from '#words/local.ts'
import type { Links, PersonLink } from '#local/data/links.ts'

const shownOfEach = 3

type Title =
  | 'organiser'
  | 'observer'
  | 'clerk'
  | 'owner'
  | 'judges'
  | 'voters'
  | 'watch'
  | 'screen'
  | 'stage'
  | 'backstage'
  | 'hall'
const title = (of: Title): string => inEveryLanguage((t) => t[of], ' ')

/** What is printed before the line that says Leitai is ready. */
export const linksText = (links: Links, file: string): string =>
  [
    `${links.contest}:`,
    ...section(title('organiser'), [links.organiser]),
    ...section(title('observer'), [links.observer]),
    ...section(title('owner'), [links.owner]),
    ...section(title('clerk'), links.clerk ? [links.clerk] : []),
    ...section(title('judges'), links.judges),
    ...byElectorate(links.voters).flatMap(([electorate, voters]) =>
      section(`${title('voters')} (${electorate})`, voters),
    ),
    ...section(title('watch'), [{ link: watchLink(links) }]),
    ...section(title('screen'), [{ link: `${links.base}/screen?contest=${links.contest}` }]),
    ...section(title('stage'), [{ link: `${links.base}/stage?contest=${links.contest}` }]),
    ...section(title('backstage'), [{ link: `${links.base}/backstage?contest=${links.contest}` }]),
    inEveryLanguage((t) => t.everyLinkIn(file)),
  ].join('\n')

/** Where anybody may watch; a voter's own code is asked for there. */
export const watchLink = ({ base, contest }: Links): string => `${base}/watch?contest=${contest}`

const section = (title: string, people: Pick<PersonLink, 'link'>[]): string[] => {
  if (people.length === 0) return []
  const more = people.length - shownOfEach
  return [
    `  ${title}`,
    ...people.slice(0, shownOfEach).map(({ link }) => `    ${link}`),
    ...(more > 0 ? [`    … +${more}`] : []),
  ]
}

const byElectorate = (voters: PersonLink[]): [string, PersonLink[]][] =>
  Object.entries(Object.groupBy(voters, ({ electorate }) => electorate ?? '')).map(
    ([electorate, people = []]) => [electorate, people],
  )

/** The way in for phones in the hall, as a QR code too. A hall may see the terminal, so no personal link is on it. */
export const hallText = (link: string, file: string): string =>
  [
    `${title('hall')}:`,
    `  ${link}`,
    renderUnicodeCompact(link),
    inEveryLanguage((t) => t.peoplesLinksIn(file)),
  ].join('\n')
