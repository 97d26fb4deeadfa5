import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics } from '@aws-lambda-powertools/metrics'

/** Structured logs and metrics. Neither ever gets a token, a code, a name or a choice. */
export const logger = new Logger({ serviceName: 'leitai' })
export const metrics = new Metrics({ namespace: 'Leitai', serviceName: 'leitai' })
