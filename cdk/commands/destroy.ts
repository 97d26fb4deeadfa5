import { buildPages } from '#local/system/build-pages.ts'
import { UserError } from '#terminal/user-error.ts'
import { command } from '#terminal/command.ts'
import { awsSentence } from './aws-sentence.ts'
import { ask } from '#terminal/ask.ts'
import { destroyAll, synthesise } from './cdk-cli.ts'
import { dropLeftFirewall, findDeployment, protectedTables } from './deployed.ts'
import { contextFrom, contextOption, settingsFrom } from './options.ts'
import { say } from '#terminal/say.ts'

const usage = 'npm run destroy -- [-c name=value]…'

await command({
  does: 'Takes everything away, the ballots with it, and refuses while the data is protected.',
  usage,
  options: contextOption,
  explain: awsSentence,
  run: async ({ values }) => {
    const context = contextFrom(values.context, usage)
    const settings = await settingsFrom(context)
    const { name, region } = settings
    const deployment = await findDeployment(name, region)
    const kept = await protectedTables(deployment, region)
    if (kept.length > 0 || deployment.terminationProtected)
      throw new UserError(
        `The data of ${name} is protected (${[...kept, ...(deployment.terminationProtected ? ['the stack'] : [])].join(', ')}): ` +
          'export what is to be kept with “npm run bundle”, deploy with -c protectData=false and all other settings as they are, then run this again.',
      )
    say(
      `This deletes ${name} in ${region} (${deployment.address}): all contests, codes, ballots and results. Nobody can bring them back.`,
    )
    const typed = await ask(`Type ${name} to go on:`)
    if (typed !== name) throw new UserError('Nothing is deleted.')
    await buildPages(say)
    await synthesise({ ...context, region, protectData: 'false' })
    await destroyAll()
    await dropLeftFirewall({ ...settings, firewall: 'none' })
    say(`${name} is gone. Its logs go with it; AWS bills what was used until now.`)
  },
})
