import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'
import { type TableDefinition, type TableName, tables as definitions } from '#store/tables.ts'
import type { WarmThroughput } from '#capacity/sizing.ts'

export type TablesProps = {
  /** Tables refuse deletion and outlive the stack. */
  protect: boolean
  /** Whether Ballots and Tallies are restorable, which keeps the second of each ballot of a secret round. */
  ballotsRecovery: boolean
  warmThroughput: Partial<Record<TableName, WarmThroughput>>
}

/** The tables of `functions/store/tables.ts`: paid by use, restorable to any second of 35 days unless what is deleted or when it was written must be gone. */
export class Tables extends Construct {
  readonly #tables: Record<TableName, Table>

  constructor(scope: Construct, id: string, props: TablesProps) {
    super(scope, id)
    const create = (name: TableName) => this.#create(name, definitions[name], props)
    this.#tables = {
      Contests: create('Contests'),
      Voters: create('Voters'),
      Ballots: create('Ballots'),
      Tallies: create('Tallies'),
      Keys: create('Keys'),
    }
  }

  get(name: TableName): Table {
    return this.#tables[name]
  }

  get all(): Table[] {
    return Object.values(this.#tables)
  }

  #create(name: TableName, definition: TableDefinition, props: TablesProps): Table {
    const { protect, ballotsRecovery, warmThroughput } = props
    const warm = warmThroughput[name]
    const isRestorable = definition.backups && (ballotsRecovery || !tellsTimes.includes(name))
    const table = new Table(this, name, {
      partitionKey: key(definition.partitionKey),
      ...(definition.sortKey && { sortKey: key(definition.sortKey) }),
      ...(definition.stream && { stream: StreamViewType[definition.stream] }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...(warm && {
        warmThroughput: { readUnitsPerSecond: warm.reads, writeUnitsPerSecond: warm.writes },
      }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: isRestorable },
      deletionProtection: protect,
      removalPolicy: protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    for (const index of definition.indexes ?? [])
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: key(index.partitionKey),
        ...(index.sortKey && { sortKey: key(index.sortKey) }),
        ...(warm && {
          warmThroughput: { readUnitsPerSecond: warm.reads, writeUnitsPerSecond: warm.writes },
        }),
      })
    new CfnOutput(this, `${name}Name`, { value: table.tableName }).overrideLogicalId(`${name}Table`)
    return table
  }
}

/** Whose past states tell when ballots came in. */
const tellsTimes: TableName[] = ['Ballots', 'Tallies']

const key = (name: string) => ({ name, type: AttributeType.STRING })
