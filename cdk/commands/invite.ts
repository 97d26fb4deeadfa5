import { addStaffSchema, type AddStaff, type PersonalCode } from '#contract/people.ts'
import { Problem } from '#runtime/problem.ts'
import { UserError } from '#terminal/user-error.ts'
import { withNewCode } from '#services/people.ts'
import { createOwner, everyContest, reissueOwner } from '#store/people.ts'
import { addToStaff } from '#services/staff.ts'
import { type Deployment, findDeployment } from './deployed.ts'
import { contextFrom, contextOption, settingsFrom } from './options.ts'
import { command } from '#terminal/command.ts'
import { awsSentence } from './aws-sentence.ts'
import { say } from '#terminal/say.ts'
import { inEveryLanguage } from '#words/local.ts'

const usage =
  'npm run invite -- owner [--again] | organiser --contest ID --name NAME | observer --contest ID --name NAME | clerk --contest ID --name NAME [-c name=value]…'

/** Who the log names for what is done here. */
const actor = 'operator'

await command({
  does: 'The first way into a deployment: prints a personal link, once; no password comes with the system.',
  usage,
  words: ['ROLE'],
  options: {
    ...contextOption,
    contest: { type: 'string' },
    name: { type: 'string' },
    again: { type: 'boolean', default: false },
  },
  explain: awsSentence,
  run: async ({ words: [role], values }) => {
    const invitation = invitationFrom(role, values)
    const { name, region } = await settingsFrom(contextFrom(values.context, usage))
    const deployment = await findDeployment(name, region)
    standFor(deployment, region)
    const { link } =
      'staff' in invitation ? await inviteStaff(invitation) : await inviteOwner(invitation.again)
    say(link)
    say(inEveryLanguage((t) => t.linkOnce))
  },
})

type Invitation = { again: boolean } | { contest: string; staff: AddStaff }

function invitationFrom(
  role: string,
  { contest, name, again }: { contest?: string | undefined; name?: string | undefined; again: boolean },
): Invitation {
  if (role === 'owner' && contest === undefined && name === undefined) return { again }
  const staff = addStaffSchema.safeParse({ role, name })
  if (contest === undefined || !staff.success || again) throw new UserError(`Usage: ${usage}`)
  return { contest, staff: staff.data }
}

/** The environment that the functions have there. */
function standFor({ address, tables }: Deployment, region: string): void {
  process.env['AWS_REGION'] = region
  process.env['BASE_URL'] = address
  for (const [table, deployed] of Object.entries(tables))
    process.env[`${table.toUpperCase()}_TABLE`] = deployed
}

async function inviteOwner(again: boolean): Promise<PersonalCode> {
  const { handover } = withNewCode({ contest: everyContest, id: 'owner', role: 'owner', epoch: 1 })
  const done = await (again ? reissueOwner : createOwner)(handover.code)
  if (done) return handover
  throw new UserError(
    again
      ? 'There is no owner yet: invite one without --again.'
      : 'There is an owner already; --again gives a new link and ends the old one.',
  )
}

async function inviteStaff({
  contest,
  staff,
}: Extract<Invitation, { contest: string }>): Promise<PersonalCode> {
  try {
    return await addToStaff(contest, staff, { actor, at: new Date().toISOString() })
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found')
      throw new UserError(`There is no contest ${contest} here: the owner creates it in the console.`)
    throw error
  }
}
