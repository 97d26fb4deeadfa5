import { type App, type CfnResource, Stack } from 'aws-cdk-lib'
import { CfnBucket } from 'aws-cdk-lib/aws-s3'
import { CfnFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { errorMessage } from '#terminal/user-error.ts'
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

/** What is wrong at a place, and what the refusal says of it. */
type Broken = [what: string, breakIt: (app: App) => void, says: RegExp]

const unknownProperty: Broken = [
  'a property that there is not',
  (app) => firstOf(app, CfnTable).addPropertyOverride('WarmThroughputs', 4),
  /WarmThroughputs/,
]
const broken: Broken[] = [
  unknownProperty,
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

/** What stops the synthesis once this was done to the stacks. */
function refusalOf(breaks: Broken[], circumstance: string): string {
  try {
    synthesise(circumstances[circumstance], (app) => breaks.forEach(([, breakIt]) => breakIt(app)))
  } catch (error) {
    return errorMessage(error)
  }
  return 'nothing'
}

describe('the synthesis is stopped by', () => {
  let refusal: string
  beforeAll(() => {
    // Drawn up once with all of it: a synthesis takes a second, and each is named for itself.
    refusal = refusalOf(broken, 'as it comes')
  }, 600_000)

  it.each(broken)('%s', (_, __, says) => {
    expect(refusal).toMatch(says)
  })
})

it.each(['in Africa', 'in China'])(
  'it is so %s too',
  (name) => {
    expect(refusalOf([unknownProperty], name)).toMatch(unknownProperty[2])
  },
  600_000,
)
