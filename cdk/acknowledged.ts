import { type Stack, Token, Validations } from 'aws-cdk-lib'
import { isChina } from './regions.ts'
import type { Settings } from './settings.ts'

/** Findings of cdk-nag that stay, each with the reason why. Whatever is not listed here fails the synthesis. */
type Acknowledged = {
  on: RegExp
  only?: 'china' | 'unguarded' | 'unrestorable'
  because: string
  findings: readonly string[]
}

const acknowledged: readonly Acknowledged[] = [
  {
    on: /^[^/]+\/Api\/Http$/,
    because:
      'Each function checks the session itself, by signature and against the roles of the route table; routes for everybody are meant to be.',
    findings: ['AwsSolutions-APIG4'],
  },
  {
    on: /^[^/]+\/Site\/Distribution$/,
    because: 'A log of who looked at which page, with addresses, would stand beside secret ballots.',
    findings: ['AwsSolutions-CFR3'],
  },
  {
    on: /^[^/]+\/Site\/Distribution$/,
    because: 'Members who work in another country watch and vote too.',
    findings: ['AwsSolutions-CFR1'],
  },
  {
    on: /^[^/]+\/Site\/Distribution$/,
    because:
      'CloudFront lets nobody choose the protocol under its own address; with an own domain it is TLS 1.2 and later, and TLS is all that the pages are served over.',
    findings: ['AwsSolutions-CFR4'],
  },
  {
    on: /^[^/]+\/Site\/Distribution$/,
    only: 'china',
    because:
      'China’s CloudFront knows only the older kind of identity towards a bucket; nobody else reads it all the same.',
    findings: ['AwsSolutions-CFR7'],
  },
  {
    on: /^[^/]+\/Site\/Distribution$/,
    only: 'unguarded',
    because:
      'The organiser left the firewall out, or it does not exist here; the throttles of the API hold all the same.',
    findings: ['AwsSolutions-CFR2'],
  },
  {
    on: /^[^/]+\/Alarms\/Topic\/[^/]+$/,
    because:
      'A mail that cannot be delivered is told to nobody in a queue either; alarms stand in CloudWatch and on the dashboard.',
    findings: ['Serverless-SNSRedrivePolicy'],
  },
  {
    on: /^[^/]+\/Site\/Distribution\/Origin1$/,
    because: 'An unknown page is to be a 404; the root has its own object, so nobody is shown a list.',
    findings: ['@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk'],
  },
  {
    on: /^[^/]+\/Site\/Pages$/,
    because: 'The pages are public, only the CDN reads them, and a log of readers is not wanted.',
    findings: ['AwsSolutions-S1'],
  },
  {
    on: /^[^/]+\/Tables\/Keys$/,
    because: 'A key that is deleted at the seal must be gone: a backup would link ballots to people again.',
    findings: ['AwsSolutions-DDB3'],
  },
  {
    on: /^[^/]+\/Tables\/(Ballots|Tallies)$/,
    only: 'unrestorable',
    because: 'The organiser gave the way back up, which would keep the second of each secret ballot.',
    findings: ['AwsSolutions-DDB3'],
  },
  {
    on: /^[^/]+\/SessionKeys\/PrivateKey$/,
    because:
      'New keys end every session, so nobody wants them in the middle of a vote; the setting sessionKeys makes them when the organiser decides.',
    findings: ['AwsSolutions-SMG4'],
  },
  {
    on: /^[^/]+\/OriginSecret\/Words$/,
    because:
      'The CDN takes minutes to send another word, so it is changed when nothing is open: the setting originSecret does it when the organiser decides.',
    findings: ['AwsSolutions-SMG4'],
  },
  {
    on: /^[^/]+\/Functions\/(tally-ballots|publish-live|seal-round)\/Role$/,
    because:
      'Listing streams knows no resources, and a failed batch is an object whose name Lambda chooses, in the one bucket for it.',
    findings: [
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-IAM5[Resource::<FailuresBucket3D5A4556.Arn>/*]',
    ],
  },
  {
    on: /^[^/]+$/,
    because:
      'Functions are called and answered at once by the gateway, AppSync or CloudFormation, or read streams, whose failed batches are kept whole in a bucket: no call waits in a queue that could lose it.',
    findings: ['Serverless-LambdaDLQ'],
  },
  {
    on: /^[^/]+$/,
    because:
      'Structured logs with request ids and the metrics of each function tell the same without a second bill, and X-Ray is not to be had for functions in China.',
    findings: ['Serverless-LambdaTracing'],
  },
  {
    on: /^[^/]+\/Alarms\/FailedBatch$/,
    because: 'The mail of this rule only adds detail; the alarm on the same event goes its own way.',
    findings: ['Serverless-EventBusDLQ'],
  },
  {
    on: /^[^/]+\/Custom::CDKBucketDeployment\w+$/,
    because:
      'The CDK’s own function that copies the pages at deployment: it runs then only, has no part in any vote, and its runtime and rights come with the CDK.',
    findings: [
      'AwsSolutions-L1',
      'Serverless-LambdaLatestVersion',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-IAM5[Action::s3:GetObject*]',
      'AwsSolutions-IAM5[Action::s3:GetBucket*]',
      'AwsSolutions-IAM5[Action::s3:List*]',
      'AwsSolutions-IAM5[Action::s3:DeleteObject*]',
      'AwsSolutions-IAM5[Action::s3:Abort*]',
      'AwsSolutions-IAM5[Resource::<SitePages600CC8A7.Arn>/*]',
      'AwsSolutions-IAM5[Resource::arn:{partition}:s3:::cdk-hnb659fds-assets-{account}-{region}/*]',
    ],
  },
]

/** Marks the findings on the constructs they belong to, and on nothing else. */
export function acknowledgeFindings(stack: Stack, { region, firewall, ballotsRecovery }: Settings): void {
  const circumstances = {
    china: isChina(region),
    unguarded: firewall === 'none',
    unrestorable: !ballotsRecovery,
  }
  const constructs = stack.node.findAll()
  for (const { on, only, because: reason, findings } of acknowledged)
    for (const construct of constructs) {
      if (!on.test(construct.node.path) || (only && !circumstances[only])) continue
      const ids = findings.map((finding) => idOf(withPlace(finding, stack)))
      Validations.of(construct).acknowledge(...ids.map((id) => ({ id, reason })))
    }
}

/** The CDK's bucket for assets carries the account and the region in its name. */
const withPlace = (finding: string, { partition, account, region }: Stack): string =>
  finding
    .replace('{partition}', partition)
    .replace('{account}', Token.isUnresolved(account) ? '<AWS::AccountId>' : account)
    .replace('{region}', region)

/** The CDK knows a finding by the name of its pack and the name of the rule. */
const idOf = (finding: string): string =>
  finding.startsWith('@aws-cdk/') ? `Annotation::${finding}` : `${finding.split('-')[0]}::${finding}`
