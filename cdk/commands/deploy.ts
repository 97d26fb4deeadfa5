import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { buildPages } from '#local/system/build-pages.ts'
import { UserError } from '#terminal/user-error.ts'
import { priceClass } from '#capacity/report.ts'
import { dollars, whole } from '#capacity/tables.ts'
import type { Settings } from '../settings.ts'
import { sizeFor } from '#capacity/sizing.ts'
import { enoughConcurrency, noColder, type Standing, standingContext } from '../standing.ts'
import { command } from '#terminal/command.ts'
import { awsSentence } from './aws-sentence.ts'
import { ask } from '#terminal/ask.ts'
import { bootstrap, deployAll, outputsFile, type Place, places, showChanges, synthesise } from './cdk-cli.ts'
import { dropLeftFirewall, findStack, findStanding } from './deployed.ts'
import { contextFrom, contextOption, settingsFrom } from './options.ts'
import { say } from '#terminal/say.ts'

const usage = 'npm run deploy -- [-c name=value]… [--yes]'
const outputs = z.record(z.string(), z.record(z.string(), z.string()))

await command({
  does: 'Shows what it would change on AWS, asks, and does it. Run again it changes what is there.',
  usage,
  options: { ...contextOption, yes: { type: 'boolean', default: false } },
  explain: awsSentence,
  run: async ({ values }) => {
    const context = contextFrom(values.context, usage)
    const settings = await settingsFrom(context)
    await buildPages(say)
    const standing = await findStanding(settings)
    await synthesise({ ...context, region: settings.region, [standingContext]: JSON.stringify(standing) })
    const where = places()
    say(summary(settings, where))
    for (const sentence of warnings(settings, standing)) say(sentence)
    await showChanges()
    await confirm(settings, values.yes)
    for (const place of where) if (!(await isBootstrapped(place))) await bootstrap(place)
    await deployAll()
    if (await dropLeftFirewall(settings)) say('The firewall that was there is taken away.')
    say(nextStep(settings))
  },
})

function summary(settings: Settings, where: Place[]): string {
  const { expectedVoters, push, firewall } = settings
  const { evening, idleMonth } = priceClass({
    voters: expectedVoters,
    push: push === 'on',
    firewall: firewall === 'on',
  })
  return [
    `${settings.name} goes to account ${where[0]?.account}, region ${settings.region}${
      where.length > 1 ? `, and its firewall to ${elsewhere(settings, where)}` : ''
    }.`,
    ...Object.entries(settings).map(([name, value]) => `  ${name}: ${value}`),
    `It costs about ${dollars(idleMonth)} a month while nobody comes, and about ${dollars(evening)} for an evening of ten rounds with ` +
      `${whole(expectedVoters)} voters (docs/capacity.md; ${settings.region === 'us-east-1' ? '' : 'prices of us-east-1, others are up to a third higher; '}without the livestream itself).`,
  ].join('\n')
}

/** What is to be known before anybody says yes. */
function warnings({ region, expectedVoters }: Settings, standing: Standing): string[] {
  const { concurrency = enoughConcurrency } = standing
  const wanted = sizeFor(expectedVoters)
  const colder = Object.entries(noColder(wanted, standing).warmThroughput).filter(
    ([table, { reads, writes }]) => {
      const { [table as keyof typeof wanted.warmThroughput]: asked } = wanted.warmThroughput
      return reads > (asked?.reads ?? 0) || writes > (asked?.writes ?? 0)
    },
  )
  return [
    ...(concurrency < enoughConcurrency
      ? [
          `In ${region} this account runs ${concurrency} functions at once: ask for ${whole(enoughConcurrency)} before an event ` +
            '(Service Quotas, Lambda, “Concurrent executions”; it takes days). Until then nothing is kept for the ballots alone.',
        ]
      : []),
    ...(colder.length > 0
      ? [`AWS cools no table: ${colder.map(([table]) => table).join(', ')} stay as warm as they are.`]
      : []),
  ]
}

function elsewhere({ region }: Settings, where: Place[]): string {
  return where
    .map((place) => place.region)
    .filter((other) => other !== region)
    .join(', ')
}

async function confirm({ name }: Settings, yes: boolean): Promise<void> {
  if (yes) return
  if (!process.stdin.isTTY)
    throw new UserError(
      `Nothing is deployed: there is no terminal to ask at. Give --yes to deploy. Usage: ${usage}`,
    )
  const answer = await ask(`Deploy ${name} with these changes? [y/N]`)
  if (!/^y(es)?$/i.test(answer ?? '')) throw new UserError('Nothing is deployed.')
}

/** The CDK keeps its own bucket and roles in every account and region it deploys to. */
async function isBootstrapped({ region }: Place): Promise<boolean> {
  return (await findStack('CDKToolkit', region)) !== undefined
}

function nextStep({ name, region }: Settings): string {
  const address = outputs.parse(JSON.parse(readFileSync(outputsFile, 'utf8')))[name]?.['Address']
  if (address === undefined) throw new UserError(`The stack ${name} has no output Address.`)
  const which = `${name === 'Leitai' ? '' : ` -c name=${name}`} -c region=${region}`
  return `${name} runs at ${address}\nNext: npm run invite -- owner${which}`
}
