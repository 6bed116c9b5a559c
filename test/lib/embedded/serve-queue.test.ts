import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freePort } from '@/lib/embedded/free-port'
import { eventually } from '@/test/support/pipeline'
import { makeTestFolder } from '@/test/support/servers/test-folder'
import { useServices } from '@/test/support/services'
import { ROOT } from '@/test/support/sources/root'

const services = useServices({ visibilityTimeoutSeconds: 1 })

it('counts what has timed out as waiting, though nobody receives', async () => {
  const { send, receiveAll, depth } = services.queue()
  await send(['one', 'two'])
  await receiveAll()
  expect(await depth()).toMatchObject({ visible: 0, inFlight: 2 })
  await eventually(async () => (await depth()).visible === 2)
  expect(await depth()).toMatchObject({ visible: 2, inFlight: 0 })
})

it('refuses messages that its memory has no room for, and keeps those it has', async () => {
  const dataDir = makeTestFolder('veilgate-full-')
  writeFileSync(join(dataDir, 'queue.json'), '{}')
  const port = await freePort()
  const program = join(ROOT, 'lib/embedded/serve-queue.mjs')
  const args = ['--max-old-space-size=192', program, dataDir, String(port)]
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const ask = (action: string, body: object) =>
    fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${action}`,
      },
      body: JSON.stringify({ QueueUrl: `http://127.0.0.1:${port}/000000000000/logins`, ...body }),
    })
  try {
    await eventually(async () => {
      return (await fetch(`http://127.0.0.1:${port}/health`).catch(() => null))?.ok === true
    })
    const MessageBody = 'x'.repeat(250_000)
    let [sent, answer] = [0, await ask('SendMessage', { MessageBody })]
    for (; answer.ok && sent < 2_000; sent += 1) answer = await ask('SendMessage', { MessageBody })
    expect(await answer.json()).toMatchObject({
      __type: expect.stringContaining('EmbeddedQueueFull'),
    })
    const AttributeNames = ['ApproximateNumberOfMessages']
    const attributes = await ask('GetQueueAttributes', { AttributeNames })
    expect(await attributes.json()).toEqual({
      Attributes: { ApproximateNumberOfMessages: String(sent) },
    })
  } finally {
    server.kill('SIGKILL')
    await once(server, 'exit')
    rmSync(dataDir, { recursive: true, force: true })
  }
})
