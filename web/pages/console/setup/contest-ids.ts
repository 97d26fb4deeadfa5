import { readContest } from '../../../api/leitai.ts'

const mostTries = 20

/** Whether a contest has this id. One that cannot be asked about is taken for free: the server has the last word. */
export async function isTaken(id: string): Promise<boolean> {
  try {
    await readContest(id)
    return true
  } catch {
    return false
  }
}

/** The first of `id`, `id-2`, `id-3` … that no contest has. */
export async function freeId(id: string, taken: (id: string) => Promise<boolean> = isTaken): Promise<string> {
  for (let n = 1; n <= mostTries; n++) {
    const own = n === 1 ? id : `${id.slice(0, 60)}-${n}`
    if (!(await taken(own))) return own
  }
  return id
}

/** What the next contest after one may be called: its name with today's date in the place of the date that it had. */
export const nextContestId = (id: string, today: string): string =>
  `${id.replace(/-\d{4}(-\d{2}){0,2}(-\d+)?$/, '').slice(0, 52)}-${today}`
