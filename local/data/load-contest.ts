import { rmSync } from 'node:fs'
import { z } from 'zod'
import { Client } from '#client/client.ts'
import { addStaff, addVoters, reissueCode, replaceContest } from '#functions/routes.ts'
import { contestSchema, type Contest } from '#contract/contest.ts'
import { type PersonalCode, type RosterRow, rosterRowSchema } from '#contract/people.ts'
import { type DataFolder, readIfThere, writeWhole } from './data-folder.ts'
import type { Addresses } from '#local/http/addresses.ts'
import { type Links, type PersonLink, writeLinks } from './links.ts'
import { localWords } from '#words/local.ts'

const loadSchema = z.strictObject({
  contest: contestSchema,
  roster: z.array(rosterRowSchema),
  ownerCode: z.string(),
})

/** What is to be loaded into an empty data folder. It is on record until all of it is loaded. */
export type Load = z.infer<typeof loadSchema>

const rowsPerCall = 500

/** The load that the last start was killed in, if it was. */
export const unfinishedLoad = (folder: DataFolder): Load | undefined => {
  const text = readIfThere(folder.loading)
  if (text === undefined || readIfThere(folder.links) !== undefined) return undefined
  return loadSchema.parse(JSON.parse(text))
}

/**
 * Puts a load on record and clears what an earlier try at it left. That takes nothing from anybody: codes are handed out only
 * when everything is loaded.
 */
export const beginLoad = (folder: DataFolder, load: Load): void => {
  writeWhole(folder.loading, JSON.stringify(load))
  for (const file of [folder.database, folder.checkpoints]) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  }
}

/** Loads through the HTTP API, writes the links and takes the load off the record. The owner must be there. */
export const finishLoad = async (folder: DataFolder, load: Load, addresses: Addresses): Promise<Links> => {
  const { contest, roster, ownerCode } = load
  const path = { contest: contest.id }
  const owner = await new Client(addresses.own).signIn(ownerCode)
  await owner.ask(replaceContest, { path, body: contest })
  const people = await addRoster(owner, load)
  const t = localWords(contest.language)
  const organiser = await owner.ask(addStaff, { path, body: { role: 'organiser', name: t.organiser } })
  const observer = await owner.ask(addStaff, { path, body: { role: 'observer', name: t.observer } })
  const clerk = await owner.ask(addStaff, { path, body: { role: 'clerk', name: t.clerk } })

  const judging = judgingElectorates(contest)
  const judgeIds = new Set(roster.filter(({ electorate }) => judging.has(electorate)).map(({ id }) => id))
  const links: Links = {
    base: addresses.base,
    contest: contest.id,
    owner: {
      id: 'owner',
      code: ownerCode,
      link: `${addresses.console}/console?contest=${contest.id}#${ownerCode}`,
    },
    organiser,
    observer,
    clerk,
    judges: people.filter(({ id }) => judgeIds.has(id)),
    voters: people.filter(({ id }) => !judgeIds.has(id)),
  }
  writeLinks(folder.links, links)
  rmSync(folder.loading)
  return links
}

const addRoster = async (owner: Client, { contest, roster }: Load): Promise<PersonLink[]> => {
  const electorates = new Map(roster.map(({ id, electorate }) => [id, electorate]))
  const people: PersonLink[] = []
  for (let start = 0; start < roster.length; start += rowsPerCall) {
    const rows = roster.slice(start, start + rowsPerCall)
    const { voters: added } = await owner.ask(addVoters, {
      path: { contest: contest.id },
      body: { voters: rows },
    })
    const handovers = [...added, ...(await reissueOthers(owner, contest.id, rows, added))]
    people.push(
      ...handovers.map(({ id, code, link }) => ({ id, electorate: electorates.get(id), code, link })),
    )
  }
  return people
}

/** Who was there before has a code that nobody knows: an engine that is not ours keeps what a killed load has left. */
const reissueOthers = async (
  owner: Client,
  contest: string,
  rows: RosterRow[],
  added: PersonalCode[],
): Promise<PersonalCode[]> => {
  const ids = new Set(added.map(({ id }) => id))
  const codes: PersonalCode[] = []
  for (const { id } of rows) {
    if (!ids.has(id)) codes.push(await owner.ask(reissueCode, { path: { contest, voter: id } }))
  }
  return codes
}

const judgingElectorates = ({ electorates }: Contest): Set<string> =>
  new Set(electorates.filter(({ role }) => role === 'judge').map(({ id }) => id))
