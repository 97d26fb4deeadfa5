import { CustomResource, Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import { originHeader } from '#runtime/from-edge.ts'
import type { FunctionDefaults } from './functions.ts'
import { LeitaiFunction } from './leitai-function.ts'

export type OriginSecretProps = { generation: number; defaults: FunctionDefaults }

/**
 * The word that CloudFront sends to the API, made on AWS: who calls the API's own address does not know it and gets no further, past
 * the firewall as little as with an address of the own choosing in `X-Forwarded-For`. CloudFormation puts it into the CDN's settings;
 * the template holds a reference, and functions a hash: an authoriser would be asked (and paid) once more for every ballot, and a word
 * that each function read for itself would delay every cold start.
 */
export class OriginSecret extends Construct {
  /** What CloudFront sends. */
  readonly headers: Record<string, string>
  /** SHA-256 of the words that functions take, for their environment. */
  readonly accepted: string

  constructor(scope: Construct, id: string, { generation, defaults }: OriginSecretProps) {
    super(scope, id)
    const secret = new Secret(this, 'Words', {
      description: 'Leitai: what the CDN sends to the API',
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const maker = new LeitaiFunction(this, 'Maker', {
      ...defaults,
      name: 'origin-secret',
      timeoutSeconds: 30,
    })
    maker.allow(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'], secret.secretArn)
    const made = new CustomResource(this, 'Made', {
      serviceToken: maker.lambda.functionArn,
      serviceTimeout: Duration.minutes(2),
      resourceType: 'Custom::OriginSecret',
      properties: { SecretArn: secret.secretArn, Generation: generation },
    })
    made.node.addDependency(maker)
    this.accepted = made.getAttString('Accepted')
    // By its version: CloudFormation looks anew only where the reference itself has changed.
    const sent = SecretValue.secretsManager(secret.secretArn, {
      jsonField: 'sent',
      versionId: made.getAttString('Version'),
    })
    this.headers = { [originHeader]: sent.unsafeUnwrap() }
  }
}
