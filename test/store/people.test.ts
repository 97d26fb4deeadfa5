import { randomUUID } from 'node:crypto'
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '#store/people.ts'
import type { TransactItems } from '#store/transact.ts'
import { startTestEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let store: typeof import('#store/people.ts')
let db: (typeof import('#store/client.ts'))['db']

beforeAll(async () => {
  engine = await startTestEngine()
  store = await import('#store/people.ts')
  ;({ db } = await import('#store/client.ts'))
})
afterAll(() => engine.stop())

const newCode = () => randomUUID()
const personWith = (code: string, over: Partial<Person> = {}): Person => ({
  contest: `harvest-${randomUUID()}`,
  id: 'zhang',
  role: 'voter',
  electorate: 'village',
  name: '张三',
  unit: '东村',
  code: store.hashOf(code),
  epoch: 1,
  ...over,
})
const write = (TransactItems: TransactItems) => db.send(new TransactWriteCommand({ TransactItems }))

async function joined(over: Partial<Person> = {}) {
  const code = newCode()
  const person = personWith(code, over)
  await write(store.personWrites(person))
  return { person, code }
}

describe('a person who is added', () => {
  it('is found by name and by code, and nobody by another code', async () => {
    const { person, code } = await joined()
    expect(await store.readPerson(person.contest, 'zhang')).toEqual(person)
    expect(await store.findByCode(code)).toEqual(person)
    expect(await store.findByCode(newCode())).toBeUndefined()
    expect(await store.findByCode(store.hashOf(code))).toBeUndefined()
  })

  it('may have no electorate, name or unit', async () => {
    const { person, code } = await joined({
      role: 'observer',
      electorate: undefined,
      name: undefined,
      unit: undefined,
    })
    expect(await store.findByCode(code)).toEqual(person)
  })

  it('is refused with the code when the id is taken', async () => {
    const { person, code } = await joined()
    const other = newCode()
    const namesake = personWith(other, { contest: person.contest, name: '李四' })
    await expect(write(store.personWrites(namesake))).rejects.toThrow('ConditionalCheckFailed')
    expect(await store.findByCode(other)).toBeUndefined()
    expect(await store.findByCode(code)).toEqual(person)
  })

  it('is refused when somebody has the code', async () => {
    const { person, code } = await joined()
    const other = personWith(code, { contest: person.contest, id: 'wang' })
    await expect(write(store.personWrites(other))).rejects.toThrow('ConditionalCheckFailed')
    expect(await store.readPerson(person.contest, 'wang')).toBeUndefined()
  })

  it('of the same id in another contest is somebody else', async () => {
    const [one, other] = [await joined(), await joined()]
    expect(await store.findByCode(one.code)).toEqual(one.person)
    expect(await store.findByCode(other.code)).toEqual(other.person)
  })
})

describe('a row of the roster that is updated', () => {
  it('has another name and unit, and the same code', async () => {
    const { person, code } = await joined()
    const after = { name: '张三丰', unit: undefined }
    await write([store.personUpdate(person, after, undefined)])
    expect(await store.findByCode(code)).toEqual({ ...person, ...after })
  })

  it('must be there', async () => {
    const person = personWith(newCode())
    await expect(write([store.personUpdate(person, person, undefined)])).rejects.toThrow(
      'ConditionalCheckFailed',
    )
    expect(await store.readPerson(person.contest, person.id)).toBeUndefined()
  })
})

describe('a row that a list has changed', () => {
  it('can be as it was, as long as nothing else has changed it', async () => {
    const { person, code } = await joined()
    await write([store.personUpdate(person, { name: '赵四', unit: undefined }, 'west')])
    const changed = await store.findByCode(code)
    expect(changed?.before).toEqual({ import: 'west', name: person.name, unit: person.unit })
    if (changed) await write(store.personRestore(changed))
    expect(await store.findByCode(code)).toEqual(person)
    if (changed) await expect(write(store.personRestore(changed))).rejects.toThrow('ConditionalCheckFailed')
  })
})

describe('a code that is issued anew', () => {
  it('leads to the person; the old one leads nowhere', async () => {
    const { person, code } = await joined()
    const fresh = newCode()
    await write(store.reissueWrites(person, store.hashOf(fresh)))
    expect(await store.findByCode(code)).toBeUndefined()
    expect(await store.findByCode(fresh)).toEqual({ ...person, code: store.hashOf(fresh), epoch: 2 })
  })

  it('is refused as a whole when somebody else issued one meanwhile', async () => {
    const { person } = await joined()
    const [first, late] = [newCode(), newCode()]
    await write(store.reissueWrites(person, store.hashOf(first)))
    await expect(write(store.reissueWrites(person, store.hashOf(late)))).rejects.toThrow(
      'ConditionalCheckFailed',
    )
    expect(await store.findByCode(late)).toBeUndefined()
    expect(await store.findByCode(first)).toMatchObject({ epoch: 2 })
  })

  it('is the only one that leads anywhere, even if a trace of an older one were left', async () => {
    const { person, code } = await joined()
    await write(store.reissueWrites(person, store.hashOf(newCode())))
    const trace = { key: `code#${store.hashOf(code)}`, person: `person#${person.contest}/${person.id}` }
    await db.send(new PutCommand({ TableName: 'Voters', Item: trace }))
    expect(await store.findByCode(code)).toBeUndefined()
  })
})

describe('a code that lives on one device', () => {
  it('belongs to the first that claims it, as often as that one likes', async () => {
    const { person } = await joined()
    const claims = ['phone', 'phone', 'tablet', 'phone'].map(
      (device) => () => store.claimDevice(person, device),
    )
    const answers: boolean[] = []
    for (const claim of claims) answers.push(await claim())
    expect(answers).toEqual([true, true, false, true])
  })

  it('belongs to one of many that claim it at once', async () => {
    const { person } = await joined()
    const devices = Array.from({ length: 10 }, (_, index) => `phone-${index}`)
    const answers = await Promise.all(devices.map((device) => store.claimDevice(person, device)))
    expect(answers.filter(Boolean)).toHaveLength(1)
  })

  it('is free again once it is issued anew, and not for who still holds the old code', async () => {
    const { person } = await joined()
    await store.claimDevice(person, 'phone')
    const fresh = newCode()
    await write(store.reissueWrites(person, store.hashOf(fresh)))
    expect(await store.claimDevice(person, 'phone')).toBe(false)
    expect(await store.claimDevice({ ...person, epoch: 2 }, 'tablet')).toBe(true)
  })

  it('says nothing of the device to who reads the person', async () => {
    const { person } = await joined()
    await store.claimDevice(person, 'phone')
    expect(await store.readPerson(person.contest, person.id)).toEqual(person)
  })
})

describe('the roster', () => {
  it('lists who has a vote in the contest, not the staff, and nobody of another contest', async () => {
    const { person } = await joined()
    const { contest } = person
    const judge = await joined({ contest, id: 'chen', role: 'judge', electorate: 'judge' })
    await joined({ contest, id: 'staff-1', role: 'organiser', electorate: undefined })
    await joined()
    expect(await store.readRoster(contest)).toEqual([judge.person, person])
  })

  it('is read whole, over as many pages as it takes', async () => {
    const contest = `harvest-${randomUUID()}`
    const unit = '村'.repeat(5_000)
    for (let from = 0; from < 90; from += 10)
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => joined({ contest, id: `voter-${from + index}`, unit })),
      )
    expect(await store.readRoster(contest)).toHaveLength(90)
  })
})

describe('the owner', () => {
  it('is created once, whoever tries at the same time or later', async () => {
    const codes = Array.from({ length: 5 }, newCode)
    const created = await Promise.all(codes.map((code) => store.createOwner(code)))
    expect(created.filter(Boolean)).toHaveLength(1)
    const late = newCode()
    expect(await store.createOwner(late)).toBe(false)
    const found = await Promise.all([...codes, late].map((code) => store.findByCode(code)))
    expect(found.map((person) => person?.role)).toEqual(
      [...created, false].map((won) => (won ? 'owner' : undefined)),
    )
  })
})
