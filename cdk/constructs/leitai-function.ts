import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { grants, leadingKeys, type TableAction } from '#functions/grants.ts'
import type { TableName } from '#store/tables.ts'
import type { Tables } from './tables.ts'

export type LeitaiFunctionProps = {
  /** Of the function's file, without `.ts`. */
  name: string
  /** Folder of each function's bundle. */
  bundles: ReadonlyMap<string, string>
  timeoutSeconds: number
  memoryMb?: number
  /** Concurrent executions that are kept for it, and that it cannot exceed. */
  reserved?: number
  environment?: Record<string, string>
  /** Days; one of CloudWatch's. */
  logDays: number
  /** Whether the log outlives the stack. */
  keepLogs: boolean
}

/** One function file as one Lambda, with a role and a log group that nobody else has. It may do nothing but write its own log. */
export class LeitaiFunction extends Construct {
  readonly lambda: LambdaFunction
  readonly #name: string
  readonly #role: Role

  constructor(scope: Construct, id: string, props: LeitaiFunctionProps) {
    super(scope, id)
    this.#name = props.name
    const logGroup = new LogGroup(this, 'Log', {
      retention: props.logDays,
      removalPolicy: props.keepLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn)
    const folder = props.bundles.get(props.name)
    if (folder === undefined) throw new Error(`the function ${props.name} is not bundled`)
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `Leitai: ${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(folder),
      handler: 'index.handler',
      role: this.#role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMb ?? 512,
      ...(props.reserved !== undefined && { reservedConcurrentExecutions: props.reserved }),
      environment: {
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: Stack.of(this).stackName,
        ...props.environment,
      },
    })
  }

  /** @param keys partition keys that the actions are bound to, `*` standing for any text; without them all keys */
  allow(actions: string[], resource: string, keys?: readonly string[]): void {
    const conditions = keys && { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } }
    this.#role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions,
        resources: [resource],
        ...(conditions && { conditions }),
      }),
    )
  }

  /** Names the tables of the function's row in the matrix to it, and grants what stands there. Throws when it has no row. */
  grantTables(tables: Tables): void {
    const name = this.#name
    const row = grants[name]
    if (!row) throw new Error(`functions/grants.ts has no row for ${name}`)
    for (const [tableName, actions] of Object.entries(row) as [TableName, readonly TableAction[]][]) {
      const table = tables.get(tableName)
      this.lambda.addEnvironment(`${tableName.toUpperCase()}_TABLE`, table.tableName)
      const bound = leadingKeys[name]?.[tableName] ?? {}
      for (const action of actions) {
        // Queries of the roster go to its index alone: the table itself would give away codes' hashes.
        const isOfIndex = tableName === 'Voters' && action === 'Query'
        const resource = isOfIndex ? `${table.tableArn}/index/roster` : table.tableArn
        this.allow([`dynamodb:${action}`], resource, bound[action])
      }
    }
  }
}
