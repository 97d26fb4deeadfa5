import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import type { Sizing } from '../sizing.ts'

/**
 * Floods are turned away at the edge, by address. The limits let a whole hall behind one address pass, so this protects the
 * deployment, not the vote: who may vote, and how often, is decided by codes and ballots.
 */
export class Firewall extends Construct {
  readonly arn: string

  constructor(scope: Construct, id: string, { perAddress }: Pick<Sizing, 'perAddress'>) {
    super(scope, id)
    const rules = [
      perAddressRule('SignIns', perAddress.signIn, isSignIn),
      perAddressRule('Requests', perAddress.all),
      knownAttacks,
    ]
    this.arn = new CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: rules.map((rule, priority) => ({ ...rule, priority })),
      visibilityConfig: visibility('Firewall'),
    }).attrArn
  }
}

const visibility = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  // Samples show addresses and headers of single requests, sessions among them.
  sampledRequestsEnabled: false,
})

/** Counts five minutes back, which is also as long as an address stays refused after it has calmed down. */
const windowSeconds = 300

const perAddressRule = (name: string, limit: number, only?: CfnWebACL.StatementProperty) => ({
  name,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: {
    rateBasedStatement: {
      limit,
      aggregateKeyType: 'IP',
      evaluationWindowSec: windowSeconds,
      ...(only && { scopeDownStatement: only }),
    },
  },
  visibilityConfig: visibility(name),
})

const isSignIn: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'EXACTLY',
    searchString: '/api/sessions',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
}

/** Requests that fit known holes of other programs. Rules on what comments may contain are left out: text is text here. */
const knownAttacks = {
  name: 'KnownAttacks',
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesKnownBadInputsRuleSet' },
  },
  visibilityConfig: visibility('KnownAttacks'),
}
