import { expect, it } from 'vitest'
import { format } from 'prettier'
import { roles } from '#contract/people.ts'
import { grants, leadingKeys } from '#functions/grants.ts'
import { routes } from '#functions/routes.ts'
import { tables } from '#store/tables.ts'

/** docs/permissions.md is printed from the lists that the functions and the stack run by; after a change: `npx vitest run -u test/permissions.test.ts`. */
it('docs/permissions.md says who may call what, and what each function may touch', async () => {
  const page = [
    '# Who may do what',
    '',
    'Printed from `functions/routes.ts`, which every function checks the session against, and from `functions/grants.ts`, which its role on AWS is made of. A test holds the page to both.',
    '',
    '## People and routes',
    '',
    'An organiser of another contest gets 404, whatever is asked; without a session it is 401, with another role 403. What anyone may read is hidden from everyone until it is published: results, books, comments and the log are 404 until then, except for staff at the console. A clerk gives the commands about the speech clock and the message to the stage, and no other; a scrutineer approves or declines what is proposed, and gives no other.',
    '',
    ...table(
      ['route', 'anyone', ...roles],
      routes.map(({ method, path, who }) => [
        `${method} ${path}`,
        who === 'anyone' ? '✓' : '',
        ...roles.map((role) => (who === 'anyone' || who.includes(role) ? '✓' : '')),
      ]),
    ),
    '',
    '## Functions and tables',
    '',
    'Operations of DynamoDB; a transaction needs those of its parts. `Query` of Voters reaches the roster index alone. Nobody scans.',
    '',
    ...table(
      ['function', ...Object.keys(tables)],
      Object.entries(grants).map(([name, row]) => [
        name,
        ...Object.entries(tables).map(([tableName]) => (row[tableName as keyof typeof row] ?? []).join(', ')),
      ]),
    ),
    '',
    ...Object.entries(leadingKeys).map(
      ([name, bound]) =>
        `- ${name}, only under these partition keys: ${Object.entries(bound)
          .flatMap(([tableName, actions]) =>
            Object.entries(actions).map(
              ([action, keys]) => `${action} of ${tableName} ${keys.map((key) => `\`${key}\``).join(', ')}`,
            ),
          )
          .join('; ')}.`,
    ),
    '',
  ].join('\n')
  await expect(await format(page, { parser: 'markdown' })).toMatchFileSnapshot('../docs/permissions.md')
})

const table = (heads: string[], rows: string[][]): string[] =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
