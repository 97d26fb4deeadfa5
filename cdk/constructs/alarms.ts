import { CfnOutput, Duration, Stack } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Rule } from 'aws-cdk-lib/aws-events'
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { Api, Routes } from './api.ts'
import type { Failures } from './failures.ts'
import type { Functions } from './functions.ts'
import type { Tables } from './tables.ts'

export type AlarmsProps = {
  api: Api
  routes: Routes
  functions: Functions
  tables: Tables
  failures: Failures
  mail: string | undefined
}

type Threshold = { metric: IMetric; description: string; above?: number; minutes?: number }

/** What somebody must look at tonight, and who is told. docs/runbook.md says of each what it means and what to do. */
export class Alarms extends Construct {
  readonly #topic: Topic

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id)
    this.#topic = new Topic(this, 'Topic', { displayName: 'Leitai', enforceSSL: true })
    this.#letAlarmsPublish()
    if (props.mail !== undefined) this.#topic.addSubscription(new EmailSubscription(props.mail))
    new CfnOutput(this, 'TopicArn', { value: this.#topic.topicArn }).overrideLogicalId('AlarmTopic')
    this.#watchFunctions(props.functions)
    this.#watchTables(props.tables)
    this.#watchFailures(props.failures)
    if (props.functions.subscriptions.some(({ function: name }) => name === 'publish-live')) this.#watchPush()
    this.#alarm('ApiServerErrors', {
      metric: props.api.http.metricServerError({ period: minute, statistic: 'Sum' }),
      description: 'Requests failed for a reason that lies on our side',
    })
    this.#alarm('ApiThrottles', {
      metric: props.routes.throttled({ period: minute, statistic: 'Sum' }),
      description: 'The gateway refused more than 20 requests in a minute because they came too fast',
      above: 20,
    })
    this.#alarm('TallyDrift', {
      metric: this.#counted('seal-round', 'TallyDrift'),
      description: 'Live figures differed from the recount of the ballots; the sealed result is the recount',
    })
  }

  #watchPush(): void {
    this.#alarm('PushFailures', {
      metric: this.#counted('publish-live', 'PushFailed'),
      description: 'Live documents could not be pushed; whoever listens polls every 15 seconds meanwhile',
      above: 10,
      minutes: 2,
    })
  }

  /** What a function counts by itself (functions/runtime/log.ts), for this deployment alone. */
  #counted(service: string, metricName: string): Metric {
    return new Metric({
      namespace: Stack.of(this).stackName,
      metricName,
      dimensionsMap: { service },
      statistic: 'Sum',
      period: minute,
    })
  }

  /**
   * A topic without a policy takes what its own account sends. This one has a policy (TLS only), and then alarms, which the construct
   * for their action says nothing about, must be let in by name.
   */
  #letAlarmsPublish(): void {
    const { account, region, partition } = Stack.of(this)
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
        },
      }),
    )
  }

  /** A function behind the API answers with a fault instead of failing, and ApiServerErrors counts it; the others fail by themselves. */
  #watchFunctions(functions: Functions): void {
    const consumers = [...new Set(functions.subscriptions.map(({ function: name }) => name))]
    for (const name of consumers) {
      const { lambda } = functions.get(name)
      this.#alarm(`FunctionErrors-${name}`, {
        metric: lambda.metricErrors({ period: minute }),
        description: `${name} failed`,
      })
      this.#alarm(`IteratorAge-${name}`, {
        metric: lambda.metric('IteratorAge', { statistic: 'Maximum', period: minute }),
        description: `${name} is more than half a minute behind its tables`,
        above: 30_000,
        minutes: 2,
      })
    }
    this.#alarm('FunctionThrottles', {
      metric: LambdaFunction.metricAllThrottles({ period: minute }),
      description: 'Functions of this account and region were called more often than its concurrency allows',
    })
  }

  #watchTables(tables: Tables): void {
    for (const table of tables.all)
      this.#alarm(`TableThrottles-${table.node.id}`, {
        metric: new MathExpression({
          expression: 'FILL(reads, 0) + FILL(writes, 0)',
          usingMetrics: {
            reads: table.metric('ReadThrottleEvents', { statistic: 'Sum', period: minute }),
            writes: table.metric('WriteThrottleEvents', { statistic: 'Sum', period: minute }),
          },
          period: minute,
        }),
        description: `The table ${table.node.id} refused requests because they came too fast`,
      })
  }

  /** An object in the bucket is a batch that nobody could take: the mail about it names the object, the alarm stands beside. */
  #watchFailures({ bucket }: Failures): void {
    const arrival = new Rule(this, 'FailedBatch', {
      description: 'Leitai: a stream batch was given up',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] } },
      },
      targets: [new SnsTopic(this.#topic)],
    })
    this.#alarm('FailedBatches', {
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'TriggeredRules',
        dimensionsMap: { RuleName: arrival.ruleName },
        statistic: 'Sum',
        period: minute,
      }),
      description: 'A batch of stream records was given up and lies in the bucket of failures',
    })
  }

  #alarm(name: string, { metric, description, above = 0, minutes = 1 }: Threshold): void {
    const alarm = new Alarm(this, name, {
      alarmName: `${Stack.of(this).stackName}-${name}`,
      metric,
      alarmDescription: description,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: minutes,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(new SnsAction(this.#topic))
    alarm.addOkAction(new SnsAction(this.#topic))
  }
}

const minute = Duration.minutes(1)
