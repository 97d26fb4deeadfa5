import { renderUnicodeCompact } from 'uqr'
import type { Links, PersonLink } from '#local/data/links.ts'

const shownOfEach = 3

/** What is printed before the line that says Leitai is ready. */
export const linksText = (links: Links, file: string): string =>
  [
    `${links.contest}:`,
    ...section('Organiser 组织者', [links.organiser]),
    ...section('Observer 监督员', [links.observer]),
    ...section('Owner 所有者', [links.owner]),
    ...section('Judges 评委', links.judges),
    ...byElectorate(links.voters).flatMap(([electorate, voters]) =>
      section(`Voters 投票 (${electorate})`, voters),
    ),
    ...section('Watch 观看', [{ link: watchLink(links) }]),
    ...section('Big screen 大屏', [{ link: `${links.base}/screen?contest=${links.contest}` }]),
    ...section('Stage clock 台上计时', [{ link: `${links.base}/stage?contest=${links.contest}` }]),
    ...section('Backstage 候场', [{ link: `${links.base}/backstage?contest=${links.contest}` }]),
    `All links and codes are in ${file}`,
  ].join('\n')

/** Where anybody may watch; a voter's own code is asked for there. */
export const watchLink = ({ base, contest }: Links): string => `${base}/watch?contest=${contest}`

const section = (title: string, people: Pick<PersonLink, 'link'>[]): string[] => {
  if (people.length === 0) return []
  const more = people.length - shownOfEach
  return [
    `  ${title}`,
    ...people.slice(0, shownOfEach).map(({ link }) => `    ${link}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ]
}

const byElectorate = (voters: PersonLink[]): [string, PersonLink[]][] =>
  Object.entries(Object.groupBy(voters, ({ electorate }) => electorate ?? '')).map(
    ([electorate, people = []]) => [electorate, people],
  )

/** The way in for phones in the hall, as a QR code too. A hall may see the terminal, so no personal link is on it. */
export const hallText = (link: string, file: string): string =>
  [
    'On the network of the hall 会场网络:',
    `  ${link}`,
    renderUnicodeCompact(link),
    `Links and codes of the staff, judges and voters are in ${file} 工作人员、评委和投票人的链接与验证码都在这个文件里`,
  ].join('\n')
