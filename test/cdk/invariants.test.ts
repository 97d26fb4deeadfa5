import { beforeAll, describe, expect, it } from 'vitest'
import { circumstances } from '#test/support/circumstances.ts'
import { resourcesOf, synthesise, type Template } from '#test/support/template.ts'

/** What must hold of every template, whatever is set. */

describe.each(Object.entries(circumstances))('%s', (_, settings) => {
  let templates: [stack: string, template: Template][]
  beforeAll(() => {
    templates = Object.entries(synthesise(settings))
  }, 600_000)

  it('every bucket that goes with the stack is emptied first, or the deletion would end half-way', () => {
    for (const [, template] of templates) {
      const emptied = resourcesOf(template, 'Custom::S3AutoDeleteObjects').map(
        ([, { Properties }]) => Properties.BucketName.Ref,
      )
      const deleted = resourcesOf(template, 'AWS::S3::Bucket').filter(
        ([, { DeletionPolicy }]) => DeletionPolicy !== 'Retain',
      )
      expect(emptied.sort()).toEqual(deleted.map(([id]) => id).sort())
    }
  })
})
