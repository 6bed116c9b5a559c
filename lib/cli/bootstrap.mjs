// What every npm script runs: `node lib/cli/bootstrap.mjs <command> [flags]`. It brings the clone up
// to date and hands over to the command. Nothing but the command's own output goes to stdout.
// No dependencies, and nothing in this file that an old Node cannot read: it has to say so itself.
const wanted = [20, 19]
const found = process.versions.node.split('.').map(Number)

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  console.error(
    `Veilgate needs Node ${wanted.join('.')} or newer, and this is ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org/ and try again.',
  )
  process.exit(1)
}

void import('./launch/prepare.mjs').then(async ({ prepare }) => {
  const [name, ...args] = process.argv.slice(2)
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  process.env.CHECKPOINT_DISABLE = '1'
  // Each command would end with a notice about a Node that is still supported.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const runCommand = await prepare(name, process.env)
  await runCommand(args)
})
