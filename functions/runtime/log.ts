import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

/**
 * Structured logs and metrics. Neither ever gets a token, a code, a name or a choice. Which function of which
 * deployment speaks, both read from `POWERTOOLS_SERVICE_NAME` and `POWERTOOLS_METRICS_NAMESPACE`: alarms and graphs ask for metrics by them.
 */
export const logger = new Logger()
export const metrics = new Metrics({
  // Where several requests run in one process, one may publish what another has counted; that is no reason to warn.
  logger: new Logger({ logLevel: 'ERROR' }),
})

/** Counts what became of requests: `Accepted`, `Refused` (4xx and `unavailable`) or `Failed`. */
export function countAnswers(): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  const count = (request: { response?: APIGatewayProxyStructuredResultV2 | null | undefined }) => {
    const status = request.response?.statusCode ?? 500
    const outcome = status < 400 ? 'Accepted' : status === 500 ? 'Failed' : 'Refused'
    metrics.addMetric(outcome, MetricUnit.Count, 1)
  }
  return { after: count, onError: count }
}
