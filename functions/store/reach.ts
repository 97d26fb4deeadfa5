import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { db, nameOf } from './client.ts'

/** Beside the head of a contest, where no vote looks: its one check whether another device can open the printed address. */

const reachItem = z.object({
  /** Hash of what the link holds. */
  check: z.string(),
  /** When the check ends, ISO 8601. */
  until: z.string(),
  /** Hashes of the browser that began it: of its cookie, its network address and its name. */
  device: z.string(),
  network: z.string(),
  agent: z.string(),
  /** What another device opened last, and when; it outlasts the check. */
  reachedAddress: z.string().optional(),
  reachedAt: z.string().optional(),
})

export type ReachItem = z.output<typeof reachItem>
export type NewCheck = Omit<ReachItem, 'reachedAddress' | 'reachedAt'>

const table = () => nameOf('Contests')
const keyOf = (contest: string) => ({ contest, item: 'reach' })

/** The check that was begun last; undefined where none was. Consistent. */
export async function readReach(contest: string): Promise<ReachItem | undefined> {
  const { Item } = await db.send(
    new GetCommand({ TableName: table(), Key: keyOf(contest), ConsistentRead: true }),
  )
  return Item && reachItem.parse(Item)
}

/** Begins a check in the place of the one before. What was reached stays known. */
export const writeCheck = (contest: string, { check, until, device, network, agent }: NewCheck) =>
  db.send(
    new UpdateCommand({
      TableName: table(),
      Key: keyOf(contest),
      UpdateExpression:
        'SET #check = :check, #until = :until, #device = :device, #network = :network, #agent = :agent',
      ExpressionAttributeNames: {
        '#check': 'check',
        '#until': 'until',
        '#device': 'device',
        '#network': 'network',
        '#agent': 'agent',
      },
      ExpressionAttributeValues: {
        ':check': check,
        ':until': until,
        ':device': device,
        ':network': network,
        ':agent': agent,
      },
    }),
  )

/** Keeps that a device has opened the address of a check. Repeatable; answers false when another check has begun meanwhile. */
export async function writeReached(
  contest: string,
  check: string,
  { address, at }: { address: string; at: string },
): Promise<boolean> {
  try {
    await db.send(
      new UpdateCommand({
        TableName: table(),
        Key: keyOf(contest),
        UpdateExpression: 'SET reachedAddress = :address, reachedAt = :at',
        ConditionExpression: '#check = :check',
        ExpressionAttributeNames: { '#check': 'check' },
        ExpressionAttributeValues: { ':check': check, ':address': address, ':at': at },
      }),
    )
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}
