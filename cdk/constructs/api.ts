import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib'
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { routes } from '#functions/routes.ts'
import type { Throttle } from '#capacity/sizing.ts'
import type { FunctionDefaults, Functions } from './functions.ts'

/**
 * What the log of requests says of each: nothing that names a person, and no address, so that it cannot be laid beside the
 * ballots of a secret round.
 */
const loggedFields = {
  requestId: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
}

/** Where requests arrive. It exists before the functions, because they are told the address that leads here. */
export class Api extends Construct {
  readonly http: HttpApi

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.http = new HttpApi(this, 'Http', {
      apiName: `${Stack.of(this).stackName}Api`,
      description: 'Leitai',
      createDefaultStage: false,
    })
  }

  /** The host, without a scheme. */
  get host(): string {
    return Fn.select(2, Fn.split('/', this.http.apiEndpoint))
  }
}

export type RoutesProps = {
  api: Api
  functions: Functions
  throttles: Record<string, Throttle>
  defaults: FunctionDefaults
}

/** The route table, each route with a throttle of its own, so that a flood of one never closes another. */
export class Routes extends Construct {
  readonly #throttled: MetricFilter

  constructor(scope: Construct, id: string, { api, functions, throttles, defaults }: RoutesProps) {
    super(scope, id)
    const added = routes.flatMap(({ method, path, function: name }) =>
      api.http.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration: new HttpLambdaIntegration(name, functions.get(name).lambda),
      }),
    )
    const log = new LogGroup(this, 'Log', {
      retention: defaults.logDays,
      removalPolicy: defaults.keepLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    // The gateway counts its refusals among all 4xx. Those of the functions have taken time behind it.
    this.#throttled = new MetricFilter(this, 'Throttled', {
      logGroup: log,
      metricNamespace: Stack.of(this).stackName,
      metricName: 'Throttled',
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.status', '=', '429'),
        FilterPattern.stringValue('$.integrationLatency', '=', '-'),
      ),
    })
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api.http,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      // For whatever is not named below.
      throttle: { rateLimit: 20, burstLimit: 50 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(loggedFields)),
      },
    })
    const settings = stage.node.defaultChild as CfnStage
    settings.routeSettings = Object.fromEntries(
      routes.map(({ method, path, function: name }) => [
        `${method} ${path}`,
        routeSettings(throttles[name], name),
      ]),
    )
    // A route must be there before it can be throttled.
    stage.node.addDependency(...added)
  }

  /** Requests that the gateway refused because they came too fast. */
  throttled(options: MetricOptions): Metric {
    return this.#throttled.metric(options)
  }
}

const routeSettings = (throttle: Throttle | undefined, name: string) => {
  if (!throttle) throw new Error(`the route to ${name} has no throttle`)
  return {
    ThrottlingRateLimit: throttle.rate,
    ThrottlingBurstLimit: throttle.burst,
    DetailedMetricsEnabled: true,
  }
}
