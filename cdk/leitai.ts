import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib'
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' }
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { acknowledgeFindings } from './acknowledged.ts'
import { EdgeStack } from './edge-stack.ts'
import { LeitaiStack } from './leitai-stack.ts'
import type { StagedPages } from './pages.ts'
import { edgeStackName, parseSettings, settingNames } from './settings.ts'
import { quotasOf, sizeFor } from '#capacity/sizing.ts'
import { noColder, parseStanding, reservedConcurrency, standingContext } from './standing.ts'

/** What is built before the stacks are drawn up. */
export type Artefacts = { pages: StagedPages; bundles: ReadonlyMap<string, string> }

/** Both stacks from the settings in the context, checked by cdk-nag at synthesis. Throws `SettingsError` for a setting that cannot be used. */
export function leitaiApp(artefacts: Artefacts, props: AppProps = {}): App {
  const context = { ...recommendedFlags, ...props.context }
  const app = new App({ analyticsReporting: false, ...props, context })
  const given = Object.fromEntries(settingNames.map((name) => [name, app.node.tryGetContext(name)]))
  const settings = parseSettings({ ...given, region: given['region'] ?? process.env['CDK_DEFAULT_REGION'] })
  const { name, region, expectedVoters } = settings
  const standing = parseStanding(app.node.tryGetContext(standingContext))
  const sizing = noColder(sizeFor(expectedVoters, quotasOf(region)), standing)
  const account = process.env['CDK_DEFAULT_ACCOUNT']
  const common = { ...(account && { account }) }

  const edge =
    settings.firewall === 'none'
      ? undefined
      : new EdgeStack(app, edgeStackName(settings), {
          env: { ...common, region: 'us-east-1' },
          crossRegionReferences: true,
          description: `${name}: the firewall at the edge`,
          sizing,
        })
  const leitai = new LeitaiStack(app, name, {
    env: { ...common, region },
    crossRegionReferences: true,
    description: `${name}: the voting of a live contest`,
    terminationProtection: settings.protectData,
    settings,
    sizing,
    reserved: reservedConcurrency(standing),
    firewall: edge?.firewall,
    ...artefacts,
  })
  // CloudFormation of some regions knows no tags of dashboards yet.
  Tags.of(app).add('leitai', name, { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
  acknowledgeFindings(leitai, settings)
  return app
}
