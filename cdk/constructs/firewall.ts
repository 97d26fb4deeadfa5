import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import { routes } from '#functions/routes.ts'
import type { Sizing } from '#capacity/sizing.ts'

/**
 * Floods are turned away at the edge, by address. The limits let a whole hall behind one address pass, so this protects the
 * deployment, not the vote: who may vote, and how often, is decided by codes and ballots.
 */
export class Firewall extends Construct {
  readonly arn: string

  constructor(
    scope: Construct,
    id: string,
    { perAddress, perSession }: Pick<Sizing, 'perAddress' | 'perSession'>,
  ) {
    super(scope, id)
    const rules = [
      rateRule('SignIns', byAddress(perAddress.signIn), isSignIn),
      rateRule('Ballots', byAddress(perAddress.ballots), isBallot),
      rateRule('BallotsOfOne', bySession(perSession.ballots), isBallot),
      rateRule('Live', byAddress(perAddress.live), both(isPublicRead, isLive)),
      rateRule('Reads', byAddress(perAddress.reads), both(isPublicRead, not(isLive))),
      rateRule('Office', byAddress(perAddress.office), isOffice),
      rateRule('Requests', byAddress(perAddress.all)),
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

type Statement = CfnWebACL.StatementProperty
type Counted = Pick<CfnWebACL.RateBasedStatementProperty, 'limit' | 'aggregateKeyType' | 'customKeys'>

const byAddress = (limit: number): Counted => ({ limit, aggregateKeyType: 'IP' })

/** Sessions travel from address to address; who has one can still not flood more than this. */
const bySession = (limit: number): Counted => ({
  limit,
  aggregateKeyType: 'CUSTOM_KEYS',
  customKeys: [{ header: { name: 'authorization', textTransformations: asItIs() } }],
})

const rateRule = (name: string, counted: Counted, only?: Statement) => ({
  name,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: {
    rateBasedStatement: {
      ...counted,
      evaluationWindowSec: windowSeconds,
      ...(only && { scopeDownStatement: only }),
    },
  },
  visibilityConfig: visibility(name),
})

function asItIs() {
  return [{ priority: 0, type: 'NONE' }]
}

const matches = (
  fieldToMatch: CfnWebACL.FieldToMatchProperty,
  positionalConstraint: 'EXACTLY' | 'STARTS_WITH' | 'ENDS_WITH',
  searchString: string,
): Statement => ({
  byteMatchStatement: { fieldToMatch, positionalConstraint, searchString, textTransformations: asItIs() },
})
const path = { uriPath: {} }
const method = { method: {} }

const both = (...statements: Statement[]): Statement => ({ andStatement: { statements } })
const either = (...statements: Statement[]): Statement => ({ orStatement: { statements } })
const not = (statement: Statement): Statement => ({ notStatement: { statement } })

/** What functions answer: the API, and links to results that people share. */
const isApi = either(matches(path, 'STARTS_WITH', '/api/'), matches(path, 'STARTS_WITH', '/r/'))
const isSignIn = matches(path, 'EXACTLY', '/api/sessions')
const isBallot = both(isApi, matches(path, 'ENDS_WITH', '/ballot'))
const isLive = matches(path, 'ENDS_WITH', '/live')
const isRead = either(matches(method, 'EXACTLY', 'GET'), matches(method, 'EXACTLY', 'HEAD'))
/** Any text there makes the edge ask the API anew, a session or not. */
const hasSession: Statement = {
  sizeConstraintStatement: {
    fieldToMatch: { singleHeader: { Name: 'authorization' } },
    comparisonOperator: 'GT',
    size: 0,
    textTransformations: asItIs(),
  },
}
const isOfStaff = either(
  ...routes
    .filter(({ method: asked, who }) => asked === 'GET' && who !== 'anyone')
    .map(({ path: asked }) => matches(path, 'ENDS_WITH', asked.slice(asked.lastIndexOf('/')))),
)
const isPublicRead = both(isApi, isRead, not(hasSession), not(isOfStaff))
const isOffice = both(isApi, not(isPublicRead), not(isBallot), not(isSignIn))

/** Requests that fit known holes of other programs. Rules on what comments may contain are left out: text is text here. */
const knownAttacks = {
  name: 'KnownAttacks',
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesKnownBadInputsRuleSet' },
  },
  visibilityConfig: visibility('KnownAttacks'),
}
