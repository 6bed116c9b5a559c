import { expect, it } from 'vitest'
import { eventually } from '@/test/support/pipeline'
import { useServices } from '@/test/support/services'

const services = useServices({ visibilityTimeoutSeconds: 1 })

it('counts what has timed out as waiting, though nobody receives', async () => {
  const { send, receiveAll, depth } = services.queue()
  await send(['one', 'two'])
  await receiveAll()
  expect(await depth()).toMatchObject({ visible: 0, inFlight: 2 })
  await eventually(async () => (await depth()).visible === 2)
  expect(await depth()).toMatchObject({ visible: 2, inFlight: 0 })
})
