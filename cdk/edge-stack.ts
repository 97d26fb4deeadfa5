import { Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Firewall } from './constructs/firewall.ts'
import type { Sizing } from '#capacity/sizing.ts'

export type EdgeStackProps = StackProps & { sizing: Sizing }

/** What CloudFront only takes from us-east-1, wherever the rest runs. */
export class EdgeStack extends Stack {
  readonly firewall: string

  constructor(scope: Construct, id: string, { sizing, ...props }: EdgeStackProps) {
    super(scope, id, props)
    this.firewall = new Firewall(this, 'Firewall', sizing).arn
  }
}
