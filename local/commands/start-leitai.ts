import { say } from '#terminal/say.ts'
import { inEveryLanguage } from '#words/local.ts'
import { newCode } from '#runtime/codes.ts'
import { createOwner } from '#store/people.ts'
import { readContestFile } from '#local/data/contest-files.ts'
import { readRosterFile } from '#local/data/roster-file.ts'
import { type DataFolder, openDataFolder } from '#local/data/data-folder.ts'
import { listen } from '#local/http/front.ts'
import { type Links, readLinks } from '#local/data/links.ts'
import { beginLoad, finishLoad, type Load, unfinishedLoad } from '#local/data/load-contest.ts'
import { type Addresses, addressesOf } from '#local/http/addresses.ts'
import type { Options } from './start-options.ts'
import { hallText, linksText, watchLink } from './links-text.ts'
import { runUntilStopped } from '#local/system/stop-when-told.ts'

/** Starts everything and prints the links; from then on a signal stops it. Throws a `UserError` where the user can help. */
export const startLeitai = async (options: Options): Promise<void> => {
  const wanted = readLoad(options)
  const { certificate, sharesConsole, isShared } = options
  const front = await listen(options.host, options.port, {
    certificate,
    keepsConsole: isShared && !sharesConsole,
  })
  const addresses = addressesOf(options.host, front.port, options)
  const folder = openDataFolder(options.data)

  const load = beginLoadIfEmpty(folder, wanted)
  // Loaded only now, so that what is wrong with a command line is said at once.
  const { startSystem } = await import('#local/system/system.ts')
  const system = await startSystem(folder, front, addresses, options.engine, say)
  const links = load ? await loadAll(folder, load, addresses) : readLinks(folder.links, addresses)
  runUntilStopped(system)

  if (!load && options.namesContest) say(inEveryLanguage((t) => t.holdsContest(folder.path)))
  say(links ? textFor(options, links, folder.links) : inEveryLanguage((t) => t.listGone(folder.path)))
  say(inEveryLanguage((t) => t.ready(addresses.base)))
}

/** What the hall sees on a terminal that is open to its network are no codes. */
const textFor = ({ isShared }: Options, links: Links, file: string): string =>
  isShared ? hallText(watchLink(links), file) : linksText(links, file)

/** The files are read before anything is touched, so that faults in them leave no half-made folder behind. */
const readLoad = ({ contest: file, roster }: Options): Wanted => {
  const contest = readContestFile(file)
  const { rows, notes } = roster ? readRosterFile(roster, contest) : { rows: [], notes: [] }
  return { load: { contest, roster: rows, ownerCode: newCode() }, notes }
}

/** What an empty folder is filled with, and how the roster's file was understood. */
type Wanted = { load: Load; notes: string[] }

const beginLoadIfEmpty = (folder: DataFolder, wanted: Wanted): Load | undefined => {
  if (folder.isEmpty) for (const note of wanted.notes) say(note)
  const load = folder.isEmpty ? wanted.load : unfinishedLoad(folder)
  if (load) beginLoad(folder, load)
  return load
}

const loadAll = async (folder: DataFolder, load: Load, addresses: Addresses): Promise<Links> => {
  await createOwner(load.ownerCode)
  return finishLoad(folder, load, addresses)
}
