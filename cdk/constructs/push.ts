import { Duration, Fn } from 'aws-cdk-lib'
import { AppSyncAuthorizationType, AppSyncEventResource, EventApi } from 'aws-cdk-lib/aws-appsync'
import { Construct } from 'constructs'
import type { FunctionDefaults } from './functions.ts'
import { LeitaiFunction } from './leitai-function.ts'

/** AppSync Events: anybody listens to `/live/<contest>`, only publish-live speaks there. Nothing in it expires. */
export class Push extends Construct {
  readonly realtimeUrl: string
  /** What viewers must call the endpoint, on the socket too. */
  readonly httpHost: string
  readonly #api: EventApi
  readonly #publishUrl: string

  constructor(scope: Construct, id: string, { defaults }: { defaults: FunctionDefaults }) {
    super(scope, id)
    const admission = new LeitaiFunction(this, 'admit-viewer', {
      ...defaults,
      name: 'admit-viewer',
      timeoutSeconds: 5,
    })
    const anybody = [AppSyncAuthorizationType.LAMBDA]
    const publishers = [AppSyncAuthorizationType.IAM]
    this.#api = new EventApi(this, 'Api', {
      apiName: `${scope.node.id}Push`,
      authorizationConfig: {
        authProviders: [
          {
            authorizationType: AppSyncAuthorizationType.LAMBDA,
            lambdaAuthorizerConfig: { handler: admission.lambda, resultsCacheTtl: Duration.hours(1) },
          },
          { authorizationType: AppSyncAuthorizationType.IAM },
        ],
        connectionAuthModeTypes: anybody,
        defaultSubscribeAuthModeTypes: anybody,
        defaultPublishAuthModeTypes: publishers,
      },
    })
    this.#api.addChannelNamespace('live', {
      authorizationConfig: { subscribeAuthModeTypes: anybody, publishAuthModeTypes: publishers },
    })
    this.realtimeUrl = Fn.join('', ['wss://', this.#api.realtimeDns, '/event/realtime'])
    this.httpHost = this.#api.httpDns
    this.#publishUrl = Fn.join('', ['https://', this.#api.httpDns, '/event'])
  }

  grantPublish(publisher: LeitaiFunction): void {
    publisher.lambda.addEnvironment('PUSH_PUBLISH_URL', this.#publishUrl)
    for (const channels of AppSyncEventResource.ofChannelNamespace('live').resourceArns(this.#api))
      publisher.allow(['appsync:EventPublish'], channels)
  }
}
