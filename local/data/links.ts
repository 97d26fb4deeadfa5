import { z } from 'zod'
import { readIfThere, writeWhole } from './data-folder.ts'
import type { Addresses } from '#local/http/addresses.ts'
import { errorMessage, UserError } from '#terminal/user-error.ts'

const personSchema = z.object({
  id: z.string(),
  electorate: z.string().optional(),
  code: z.string(),
  link: z.string(),
})
const linksSchema = z.object({
  base: z.string(),
  contest: z.string(),
  owner: personSchema,
  organiser: personSchema,
  observer: personSchema,
  /** Absent in a folder that was loaded before there were clerks. */
  clerk: personSchema.optional(),
  judges: z.array(personSchema),
  voters: z.array(personSchema),
})

export type PersonLink = z.infer<typeof personSchema>
/** Everybody's code and link: what `<data>/links.json` holds. */
export type Links = z.infer<typeof linksSchema>

/** The links of a loaded data folder under the addresses that hold now; nothing when the file is not there. */
export const readLinks = (path: string, addresses: Addresses): Links | undefined => {
  const text = readIfThere(path)
  if (text === undefined) return undefined
  const links = rebased(parseLinks(path, text), addresses)
  writeLinks(path, links)
  return links
}

/** The links as they stand in a file. Throws a `UserError` where there are none. */
export const linksIn = (path: string): Links => {
  const text = readIfThere(path)
  if (text === undefined) throw new UserError(`There is no list of codes ${path}.`)
  return parseLinks(path, text)
}

export const writeLinks = (path: string, links: Links): void =>
  writeWhole(path, `${JSON.stringify(links, undefined, 2)}\n`)

const parseLinks = (path: string, text: string): Links => {
  try {
    return linksSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new UserError(
      `The file ${path} is damaged (${errorMessage(error).split('\n')[0]}): put back a copy of it, or move it away, which only loses the list of codes.`,
    )
  }
}

const rebased = (links: Links, { base, console }: Addresses): Links => {
  const move =
    (to: string) =>
    (person: PersonLink): PersonLink => {
      const { pathname, search, hash } = new URL(person.link)
      return { ...person, link: `${to}${pathname}${search}${hash}` }
    }
  const { contest, owner, organiser, observer, clerk, judges, voters } = links
  const [staff, hall] = [move(console), move(base)]
  return {
    base,
    contest,
    owner: staff(owner),
    organiser: staff(organiser),
    observer: staff(observer),
    ...(clerk && { clerk: hall(clerk) }),
    judges: judges.map(hall),
    voters: voters.map(hall),
  }
}
