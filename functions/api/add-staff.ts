import { addStaff } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'
import { addToStaff } from '#services/staff.ts'

/** POST …/staff: a further member of the staff. */
export const handler = http(addStaff, async ({ path, body, session, at }) => ({
  body: await addToStaff(path.contest, body, { actor: session.person, at }),
}))
