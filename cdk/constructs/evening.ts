import { CfnOutput, Duration, Stack } from 'aws-cdk-lib'
import { Dashboard, GraphWidget, type IMetric, Metric, PeriodOverride } from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'
import type { Api } from './api.ts'
import type { Functions } from './functions.ts'
import type { Tables } from './tables.ts'

export type EveningProps = { api: Api; functions: Functions; tables: Tables }

/** The one page of graphs to keep open during the event: are votes coming in, are they counted in time, is anybody turned away? */
export class Evening extends Construct {
  constructor(scope: Construct, id: string, { api, functions, tables }: EveningProps) {
    super(scope, id)
    const namespace = Stack.of(this).stackName
    const lambda = (name: string) => functions.get(name).lambda
    const voters = ['open-session', 'cast-ballot', 'read-ballot', 'read-live'].map(lambda)
    const consumers = [...new Set(functions.subscriptions.map(({ function: name }) => name))].map(lambda)
    const rows = [
      [
        graph(
          'Votes: accepted, refused, failed',
          ...['Accepted', 'Refused', 'Failed'].map((outcome) => ballots(namespace, outcome)),
        ),
        graph(
          'Requests, and those refused or failed',
          api.http.metricCount({ ...sums }),
          api.http.metricClientError({ ...sums }),
          api.http.metricServerError({ ...sums }),
        ),
      ],
      [
        graph(
          'Time of the voters’ functions, p99',
          ...voters.map((each) => each.metricDuration({ statistic: 'p99', period: short })),
        ),
        graph(
          'Functions at work',
          ...voters.map((each) =>
            each.metric('ConcurrentExecutions', { statistic: 'Maximum', period: short }),
          ),
        ),
      ],
      [
        graph(
          'How far the count is behind, ms',
          ...consumers.map((each) => each.metric('IteratorAge', { statistic: 'Maximum', period: short })),
        ),
        graph(
          'Errors and throttles of functions',
          ...[...voters, ...consumers].flatMap((each) => [
            each.metricErrors({ period: short }),
            each.metricThrottles({ period: short }),
          ]),
        ),
      ],
      [
        graph(
          'Writes of the tables, units',
          ...tables.all.map((table) => table.metricConsumedWriteCapacityUnits({ period: short })),
        ),
        graph(
          'Reads of the tables, units',
          ...tables.all.map((table) => table.metricConsumedReadCapacityUnits({ period: short })),
        ),
      ],
    ]
    const dashboard = new Dashboard(this, 'Dashboard', {
      // One account's dashboards share their names across all regions.
      dashboardName: `${namespace}-${Stack.of(this).region}-Evening`,
      defaultInterval: Duration.hours(3),
      periodOverride: PeriodOverride.INHERIT,
    })
    for (const row of rows) dashboard.addWidgets(...row)
    new CfnOutput(this, 'Name', { value: dashboard.dashboardName }).overrideLogicalId('Dashboard')
  }
}

const short = Duration.minutes(1)
const sums = { statistic: 'Sum', period: short }

const graph = (title: string, ...left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 })

/** Counted by `countAnswers` of functions/runtime/log.ts. */
const ballots = (namespace: string, metricName: string) =>
  new Metric({ namespace, metricName, dimensionsMap: { service: 'cast-ballot' }, ...sums })
