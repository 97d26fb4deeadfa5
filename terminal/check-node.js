/** Runs before everything else (`node --import`), also on a Node that cannot read TypeScript: hence plain JavaScript. */
const [major] = process.versions.node.split('.')

if (Number(major) < 24) {
  console.error(
    `Leitai needs Node 24 or newer and this is ${process.version}: run "npm ci" without --omit=optional, or install Node 24.`,
  )
  process.exit(1)
}
