import {
  CloudFormationClient,
  CloudFormationServiceException,
  DeleteStackCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation'
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { UserError } from '#terminal/user-error.ts'
import { type TableName, tables } from '#store/tables.ts'
import { isChina } from '../regions.ts'
import { edgeStackName, type Settings } from '../settings.ts'
import type { WarmThroughput } from '#capacity/sizing.ts'
import type { Standing } from '../standing.ts'

/** A stack as it stands, or undefined. */
export async function findStack(name: string, region: string): Promise<Stack | undefined> {
  const client = new CloudFormationClient({ region })
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }))
    return stack?.StackStatus === 'DELETE_COMPLETE' ? undefined : stack
  } catch (error) {
    // CloudFormation has no code of its own for it.
    if (error instanceof CloudFormationServiceException && /does not exist/.test(error.message))
      return undefined
    throw error
  } finally {
    client.destroy()
  }
}

/** CloudFront takes its firewall from here only, wherever the rest runs. */
const edgeRegion = 'us-east-1'

/**
 * Takes the firewall's stack away where it stands although the settings have none any more: the CDK forgets stacks that are not drawn up.
 * It must not be in use. Answers whether there was one.
 */
export async function dropLeftFirewall(settings: Settings): Promise<boolean> {
  const StackName = edgeStackName(settings)
  if (settings.firewall === 'on' || isChina(settings.region) || !(await findStack(StackName, edgeRegion)))
    return false
  const client = new CloudFormationClient({ region: edgeRegion })
  await client.send(new DeleteStackCommand({ StackName })).finally(() => client.destroy())
  return true
}

/** A deployment as its outputs describe it. */
export type Deployment = { address: string; tables: Record<TableName, string>; terminationProtected: boolean }

/** What stands in a region under a name. Throws a `UserError` where nothing does. */
export async function findDeployment(name: string, region: string): Promise<Deployment> {
  const stack = await findStack(name, region)
  if (!stack)
    throw new UserError(
      `There is no ${name} in ${region}: deploy it first, or say where it is with -c name=… and -c region=….`,
    )
  const outputs = new Map(stack.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]))
  const output = (key: string): string => {
    const value = outputs.get(key)
    if (value === undefined)
      throw new UserError(`The stack ${name} in ${region} has no output ${key}: deploy it again.`)
    return value
  }
  return {
    address: output('Address'),
    tables: {
      Contests: output('ContestsTable'),
      Voters: output('VotersTable'),
      Ballots: output('BallotsTable'),
      Tallies: output('TalliesTable'),
      Keys: output('KeysTable'),
    },
    terminationProtected: stack.EnableTerminationProtection ?? false,
  }
}

/** The tables that refuse to be deleted. One that is gone already refuses nothing. */
export async function protectedTables({ tables: names }: Deployment, region: string): Promise<TableName[]> {
  const client = new DynamoDBClient({ region })
  try {
    const asked = tableNames.map(async (table) => ((await isProtected(client, names[table])) ? [table] : []))
    return (await Promise.all(asked)).flat()
  } finally {
    client.destroy()
  }
}

async function isProtected(client: DynamoDBClient, TableName: string): Promise<boolean> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    return Table?.DeletionProtectionEnabled ?? false
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false
    throw error
  }
}

const tableNames = Object.keys(tables) as TableName[]

/** What a deployment must know of what is there: the account's concurrency, and how warm the tables are, if there are any. */
export async function findStanding({ name, region }: Pick<Settings, 'name' | 'region'>): Promise<Standing> {
  const [free, stack] = await Promise.all([unreservedIn(region), findStack(name, region)])
  const own = stack?.Outputs?.find(({ OutputKey }) => OutputKey === 'ReservedConcurrency')?.OutputValue
  const concurrency = free === undefined ? undefined : free + Number(own ?? 0)
  const isDeployed = stack?.Outputs?.some(({ OutputKey }) => OutputKey === 'BallotsTable') ?? false
  return { concurrency, warm: isDeployed ? await warmTables(await findDeployment(name, region), region) : {} }
}

/** Of the account's concurrency, what is not kept for certain functions, here or of others. */
async function unreservedIn(region: string): Promise<number | undefined> {
  const client = new LambdaClient({ region })
  const { AccountLimit } = await client
    .send(new GetAccountSettingsCommand({}))
    .finally(() => client.destroy())
  return AccountLimit?.UnreservedConcurrentExecutions
}

async function warmTables({ tables: names }: Deployment, region: string): Promise<Standing['warm']> {
  const client = new DynamoDBClient({ region })
  try {
    const asked = tableNames.map(async (table) => [table, await warmthOf(client, names[table])] as const)
    return Object.fromEntries(
      (await Promise.all(asked)).flatMap(([table, warm]) => (warm ? [[table, warm]] : [])),
    )
  } finally {
    client.destroy()
  }
}

/** Of the table and its indexes, whichever is warmer: they are warmed together. */
async function warmthOf(client: DynamoDBClient, TableName: string): Promise<WarmThroughput | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    const all = [Table, ...(Table?.GlobalSecondaryIndexes ?? [])].flatMap(
      (part) => part?.WarmThroughput ?? [],
    )
    if (all.length === 0) return undefined
    return {
      reads: Math.max(...all.map(({ ReadUnitsPerSecond = 0 }) => ReadUnitsPerSecond)),
      writes: Math.max(...all.map(({ WriteUnitsPerSecond = 0 }) => WriteUnitsPerSecond)),
    }
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}
