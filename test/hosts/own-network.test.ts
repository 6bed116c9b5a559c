import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { missingForNetworks, startInOwnNetwork } from '@/test/hosts/own-network'
import { SCENARIOS } from '@/test/hosts/scenarios'

const missing = missingForNetworks()

it.skipIf(missing !== null)(
  'starts a program where no network of the machine is, and says how it ended',
  async () => {
    const interfaces = "node -p 'Object.keys(os.networkInterfaces()).join()'"
    const child = startInOwnNetwork(['sh', '-c', `test "$(${interfaces})" = lo && exit 7`])
    expect(await once(child, 'exit')).toEqual([7, null])
  },
)

it('says why it cannot where it cannot', () => {
  if (missing !== null) expect(missing).toMatch(/^(?:network namespaces|only root|this machine) /)
})

it('plays what docs/operations.md lists', () => {
  const text = readFileSync('docs/operations.md', 'utf8')
  expect(SCENARIOS.map(({ name }) => name).filter((name) => !text.includes(`| ${name} `))).toEqual(
    [],
  )
})
