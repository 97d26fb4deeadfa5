import { describe } from 'vitest'

/** The CDK takes longer to load than to draw a stack up: all that is to be seen in templates alone is looked at in one process. */
describe.each(['alarms', 'invariants', 'origin-secret', 'same-system', 'schemas', 'standing', 'template'])(
  '%s',
  async (name) => {
    await import(`./templates/${name}.ts`)
  },
)
