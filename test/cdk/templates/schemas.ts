import { type App, type CfnResource, Stack } from 'aws-cdk-lib'
import { CfnBucket } from 'aws-cdk-lib/aws-s3'
import { CfnFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { expect, it } from 'vitest'
import { circumstances } from '#test/support/circumstances.ts'
import { synthesise } from '#test/support/template.ts'

/**
 * The CDK lays every template beside the schemas of CloudFormation's resources as it is drawn up, and nothing is written where they do
 * not fit; that all other tests get templates says that they do. Here it is made sure that this watch stands, whatever is set.
 */
const firstOf = <Found extends CfnResource>(
  app: App,
  type: new (...given: never[]) => Found,
): CfnResource => {
  const found = app.node
    .findAll()
    .find((each) => each instanceof type && !Stack.of(each).stackName.includes('Edge'))
  if (!(found instanceof type)) throw new Error(`no ${type.name}`)
  return found
}

type Broken = [what: string, breakIt: (app: App) => void, says: RegExp]

const broken: Broken[] = [
  [
    'a property that there is not',
    (app) => firstOf(app, CfnTable).addPropertyOverride('WarmThroughputs', 4),
    /WarmThroughputs/,
  ],
  [
    'a property of another type',
    (app) => firstOf(app, CfnFunction).addPropertyOverride('Timeout', { seconds: 5 }),
    /Timeout/,
  ],
  [
    'a value that is not one of those there are',
    (app) => firstOf(app, CfnTable).addPropertyOverride('BillingMode', 'BY_THE_HOUR'),
    /BillingMode/,
  ],
  [
    'a property deep down',
    (app) => firstOf(app, CfnBucket).addPropertyOverride('PublicAccessBlockConfiguration.BlockAll', true),
    /BlockAll/,
  ],
  [
    'a property that is required and not there',
    (app) => firstOf(app, CfnTable).addPropertyDeletionOverride('KeySchema'),
    /KeySchema/,
  ],
]

it.each(broken)(
  '%s stops the synthesis',
  (_, breakIt, says) => {
    expect(() => synthesise(circumstances['as it comes'], breakIt)).toThrow(says)
  },
  600_000,
)

it.each(['in Africa', 'in China'])(
  'it is so %s too',
  (name) => {
    const [[, breakIt, says] = []] = broken
    expect(() => synthesise(circumstances[name], breakIt)).toThrow(says)
  },
  600_000,
)
