import { createHash } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, paginateQuery, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { roles, type StaffRole, staffRoles } from '#contract/people.ts'
import { db, nameOf } from './client.ts'
import { ownerEpochWrite } from './contests.ts'
import { rehearsalsOnly } from './rehearsals-only.ts'
import { transact, type TransactItems } from './transact.ts'

/**
 * Voters: who takes part. `person#<contest>/<id>` is a row of the roster or of the staff; `code#<hash>` leads from a code to
 * the person. Codes themselves are never stored.
 */
const word = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)
  .optional()
const personItem = z.object({
  contest: z.string(),
  id: z.string(),
  role: z.enum(roles),
  electorate: word,
  name: word,
  unit: word,
  excused: z.literal(true).optional(),
  recuse: z.array(z.string()).optional(),
  shadow: z.literal(true).optional(),
  /** Hash of the code in force. */
  code: z.string(),
  /** Grows with every re-issue; a session carries the epoch it was opened in. */
  epoch: z.int(),
  /** When they came onto the roster, ISO 8601, and with which list. */
  since: word,
  import: word,
  /** The list that gave them another name or unit, and those that they had. */
  before: z.object({ import: z.string(), name: word, unit: word }).optional(),
})

export type Person = z.output<typeof personItem>

const codeItem = z.object({ person: z.string() })

/** The owner belongs to no contest and is organiser in all of them. */
export const everyContest = '*'

const table = () => nameOf('Voters')
const personKey = (contest: string, id: string) => `person#${contest}/${id}`
const codeKey = (hash: string) => `code#${hash}`

/** What is stored of a code or of a device's secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export async function readPerson(contest: string, id: string): Promise<Person | undefined> {
  return readByKey(personKey(contest, id))
}

/** The person whose code this is. The code comes as a person typed it, already normalised. */
export async function findByCode(code: string): Promise<Person | undefined> {
  const { Item } = await db.send(
    new GetCommand({ TableName: table(), Key: { key: codeKey(hashOf(code)) }, ConsistentRead: true }),
  )
  const person = Item && (await readByKey(codeItem.parse(Item).person))
  return person?.code === hashOf(code) ? person : undefined
}

async function readByKey(key: string): Promise<Person | undefined> {
  const { Item } = await db.send(new GetCommand({ TableName: table(), Key: { key }, ConsistentRead: true }))
  return Item && personItem.parse(Item)
}

/**
 * Ties a person's code to the first device that uses it. Repeatable with the same device; answers false when another device was first.
 */
export async function claimDevice({ contest, id, epoch }: Person, device: string): Promise<boolean> {
  try {
    await db.send(
      new UpdateCommand({
        TableName: table(),
        Key: { key: personKey(contest, id) },
        UpdateExpression: 'SET device = :device',
        ConditionExpression: 'epoch = :epoch AND (attribute_not_exists(device) OR device = :device)',
        ExpressionAttributeValues: { ':device': hashOf(device), ':epoch': epoch },
      }),
    )
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

/** The writes that add a person with a code; refused as a whole when the id is taken. */
export const personWrites = (person: Person): TransactItems => [
  {
    Put: {
      TableName: table(),
      Item: { key: personKey(person.contest, person.id), ...person },
      ConditionExpression: 'attribute_not_exists(#key)',
      ExpressionAttributeNames: { '#key': 'key' },
    },
  },
  codeWrite(person),
]

const codeWrite = ({ contest, id, code }: Person): TransactItems[number] => ({
  Put: {
    TableName: table(),
    Item: { key: codeKey(code), person: personKey(contest, id) },
    ConditionExpression: 'attribute_not_exists(#key)',
    ExpressionAttributeNames: { '#key': 'key' },
  },
})

/**
 * The write that gives a row of the roster another name and unit, and says anew from whom it is recused and whether it is excused. `by`: the
 * list that says so, where it has a name; the name and unit of before are kept for as long as nothing else changes them.
 */
export function personUpdate(
  { contest, id, name, unit }: Person,
  after: Pick<Person, 'name' | 'unit' | 'recuse' | 'excused'>,
  by: string | undefined,
): TransactItems[number] {
  const { recuse, excused } = after
  const before = by === undefined ? undefined : { import: by, name: name ?? null, unit: unit ?? null }
  const said = Object.entries({ recuse, excused, before })
  const kept = said.filter(([, value]) => value !== undefined)
  const gone = said.filter(([, value]) => value === undefined).map(([field]) => `#${field}`)
  return {
    Update: {
      TableName: table(),
      Key: { key: personKey(contest, id) },
      UpdateExpression: [
        `SET ${['name', 'unit', ...kept.map(([field]) => field)].map((field) => `#${field} = :${field}`).join(', ')}`,
        ...(gone.length > 0 ? [`REMOVE ${gone.join(', ')}`] : []),
      ].join(' '),
      ConditionExpression: 'attribute_exists(#key)',
      ExpressionAttributeNames: {
        '#key': 'key',
        '#name': 'name',
        '#unit': 'unit',
        ...Object.fromEntries(said.map(([field]) => [`#${field}`, field])),
      },
      ExpressionAttributeValues: {
        ':name': after.name ?? null,
        ':unit': after.unit ?? null,
        ...Object.fromEntries(kept.map(([field, value]) => [`:${field}`, value])),
      },
    },
  }
}

/** The write that gives somebody back the name and unit of before a list; refused when something has changed them since. */
export function personRestore({ contest, id, before }: Person): TransactItems {
  if (before === undefined) return []
  return [
    {
      Update: {
        TableName: table(),
        Key: { key: personKey(contest, id) },
        UpdateExpression: 'SET #name = :name, #unit = :unit REMOVE #before',
        ConditionExpression: '#before.#import = :import',
        ExpressionAttributeNames: {
          '#name': 'name',
          '#unit': 'unit',
          '#before': 'before',
          '#import': 'import',
        },
        ExpressionAttributeValues: {
          ':name': before.name ?? null,
          ':unit': before.unit ?? null,
          ':import': before.import,
        },
      },
    },
  ]
}

/** The writes that replace a person's code: the old one leads nowhere, the device is free again, the epoch moves on. */
export const reissueWrites = (person: Person, code: string): TransactItems => [
  {
    Update: {
      TableName: table(),
      Key: { key: personKey(person.contest, person.id) },
      UpdateExpression: 'SET code = :code, epoch = :next REMOVE device',
      ConditionExpression: 'epoch = :epoch',
      ExpressionAttributeValues: { ':code': code, ':next': person.epoch + 1, ':epoch': person.epoch },
    },
  },
  { Delete: { TableName: table(), Key: { key: codeKey(person.code) } } },
  codeWrite({ ...person, code }),
]

/** The writes that take a person off the roster: the code leads nowhere, and nothing is left of them but what the log says. */
export const personDeletions = ({ contest, id, code }: Person): TransactItems => [
  { Delete: { TableName: table(), Key: { key: personKey(contest, id) } } },
  { Delete: { TableName: table(), Key: { key: codeKey(code) } } },
]

/** Everybody on a contest's roster, staff left out. Eventually consistent: for lists people read, not for decisions. */
export async function readRoster(contest: string): Promise<Person[]> {
  return (await readPeople(contest)).filter(({ electorate }) => electorate !== undefined)
}

/** Two deletions for each person of a rehearsal, staff included: first the code, which only the person leads to. Repeatable. */
export async function* peopleDeletions(contest: string): AsyncGenerator<() => Promise<unknown>> {
  rehearsalsOnly(contest)
  for (const { id, code } of await readPeople(contest)) {
    yield async () => {
      await deleteCode(code, personKey(contest, id))
      await db.send(new DeleteCommand({ TableName: table(), Key: { key: personKey(contest, id) } }))
    }
  }
}

/** Deletes a code only if it leads to that person. */
async function deleteCode(hash: string, person: string): Promise<void> {
  try {
    await db.send(
      new DeleteCommand({
        TableName: table(),
        Key: { key: codeKey(hash) },
        ConditionExpression: 'attribute_not_exists(#key) OR person = :person',
        ExpressionAttributeNames: { '#key': 'key' },
        ExpressionAttributeValues: { ':person': person },
      }),
    )
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    throw new Error(`the code of ${person} leads to somebody else`, { cause: error })
  }
}

export type PeoplePage = {
  people: Person[]
  /** Whose page comes next begins after this id; undefined at the end. */
  next: string | undefined
}

/** Everybody of a contest in the order of their ids, at most `most` at a time. Eventually consistent, as `readRoster` is. */
export async function readPeoplePage(
  contest: string,
  { after, most }: { after: string | undefined; most: number },
): Promise<PeoplePage> {
  const { Items = [], LastEvaluatedKey } = await db.send(
    new QueryCommand({
      TableName: table(),
      IndexName: 'roster',
      KeyConditionExpression:
        after === undefined ? 'contest = :contest' : 'contest = :contest AND id > :after',
      ExpressionAttributeValues: { ':contest': contest, ...(after !== undefined && { ':after': after }) },
      Limit: most,
    }),
  )
  const people = Items.map((item) => personItem.parse(item))
  return { people, next: LastEvaluatedKey && people.at(-1)?.id }
}

/** The staff of a contest, whose ids begin with their roles. Eventually consistent, as `readRoster` is. */
export async function readStaff(contest: string): Promise<Person[]> {
  const ofRole = async (role: StaffRole): Promise<Person[]> => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table(),
        IndexName: 'roster',
        KeyConditionExpression: 'contest = :contest AND begins_with(id, :prefix)',
        ExpressionAttributeValues: { ':contest': contest, ':prefix': `${role}-` },
      }),
    )
    return Items.map((item) => personItem.parse(item)).filter((person) => person.role === role)
  }
  return (await Promise.all(staffRoles.map(ofRole))).flat()
}

/** Everybody of a contest, roster and staff. Eventually consistent, as `readRoster` is. */
export async function readPeople(contest: string): Promise<Person[]> {
  const people: Person[] = []
  const pages = paginateQuery(
    { client: db },
    {
      TableName: table(),
      IndexName: 'roster',
      KeyConditionExpression: 'contest = :contest',
      ExpressionAttributeValues: { ':contest': contest },
    },
  )
  for await (const page of pages) people.push(...(page.Items ?? []).map((item) => personItem.parse(item)))
  return people
}

const ownerId = 'owner'

/** Creates the deployment's owner. Answers false when there is one already. */
export const createOwner = (code: string): Promise<boolean> =>
  transact(personWrites({ contest: everyContest, id: ownerId, role: 'owner', code: hashOf(code), epoch: 1 }))

/** Gives the owner another code: the old one leads nowhere, and its sessions end within a second. Answers false when there is no owner, or it was just replaced. */
export async function reissueOwner(code: string): Promise<boolean> {
  const owner = await readPerson(everyContest, ownerId)
  if (owner === undefined) return false
  return transact([...reissueWrites(owner, hashOf(code)), ownerEpochWrite(owner.epoch + 1)])
}
