import { Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Firewall } from './constructs/firewall.ts'
import { sizeFor } from './sizing.ts'

export type EdgeStackProps = StackProps & { expectedVoters: number }

/** What CloudFront only takes from us-east-1, wherever the rest runs. */
export class EdgeStack extends Stack {
  readonly firewall: string

  constructor(scope: Construct, id: string, { expectedVoters, ...props }: EdgeStackProps) {
    super(scope, id, props)
    this.firewall = new Firewall(this, 'Firewall', sizeFor(expectedVoters)).arn
  }
}
