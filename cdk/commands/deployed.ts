import {
  CloudFormationClient,
  CloudFormationServiceException,
  DeleteStackCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation'
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
import { UserError } from '#local/user-error.ts'
import { type TableName, tables } from '#store/tables.ts'
import { isChina } from '../regions.ts'
import { edgeStackName, type Settings } from '../settings.ts'

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
