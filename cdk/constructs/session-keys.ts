import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { FunctionDefaults } from './functions.ts'
import { LeitaiFunction } from './leitai-function.ts'

export type SessionKeysProps = { generation: number; defaults: FunctionDefaults }

/** The key pair of sessions, made on AWS at the first deployment: nobody ever sees the private key. */
export class SessionKeys extends Construct {
  readonly publicKey: string
  readonly #secret: Secret

  constructor(scope: Construct, id: string, { generation, defaults }: SessionKeysProps) {
    super(scope, id)
    this.#secret = new Secret(this, 'PrivateKey', {
      description: 'Leitai: signs sessions (Ed25519)',
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const maker = new LeitaiFunction(this, 'Maker', {
      ...defaults,
      name: 'session-keys',
      timeoutSeconds: 30,
    })
    maker.allow(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'], this.#secret.secretArn)
    const pair = new CustomResource(this, 'Pair', {
      serviceToken: maker.lambda.functionArn,
      // Where the maker cannot answer, CloudFormation would wait for an hour.
      serviceTimeout: Duration.minutes(2),
      resourceType: 'Custom::SessionKeys',
      properties: { SecretArn: this.#secret.secretArn, Generation: generation },
    })
    pair.node.addDependency(maker)
    this.publicKey = pair.getAttString('PublicKey')
  }

  /** Lets a function sign sessions. Only one is meant to. */
  grantSigning(signer: LeitaiFunction): void {
    signer.lambda.addEnvironment('SESSION_PRIVATE_KEY_SECRET', this.#secret.secretArn)
    signer.allow(['secretsmanager:GetSecretValue'], this.#secret.secretArn)
  }
}
