import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { openQueue } from '@/lib/queue/open-queue'
import { purgeDeadLetters } from '@/lib/reveal/dead-letters/purge-dead-letters'
import { PASSPHRASE } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { ADMIN, asAdmin, asOperator, logLines, readLog } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const findQueue = async () => {
  const found = await openQueue().deadLetters()
  if (found === null) throw new Error('There is one.')
  return found
}

async function putDeadLetter() {
  const { call, deadLetterUrl } = services.queue()
  await call('SendMessage', { QueueUrl: deadLetterUrl, MessageBody: 'a secret' })
}

const waiting = async () => (await services.queue().depth(services.queue().deadLetterUrl)).visible

it('empties the queue for an admin who enters its name, on the record', async () => {
  await putDeadLetter()
  const name = `${services.queue().name}-dead`
  expect(await purgeDeadLetters(asAdmin, { name: ` ${name} ` }, findQueue)).toEqual({
    kind: 'done',
  })
  expect(await waiting()).toBe(0)
  expect(await logLines()).toEqual(['purge-dead-letters asked', 'purge-dead-letters done'])
  const [asked, done] = await readLog()
  expect(asked).toMatchObject({ subject: name, userName: 'ann@example.com' })
  expect(done?.requestId).toBe(asked?.id)
})

it.each(['', 'another name', 'DEAD'])('deletes nothing for the name “%s”', async (name) => {
  await putDeadLetter()
  expect((await purgeDeadLetters(asAdmin, { name }, findQueue)).kind).toBe('other-name')
  expect(await waiting()).toBe(1)
  expect(await logLines()).toEqual([])
})

it('is confirmed by the passphrase long after signing in, each try counted', async () => {
  provideEnv({ VEILGATE_KEYS_DIR: `${services.dataDir()}/${randomUUID()}` })
  await initQuickKeys(PASSPHRASE)
  await putDeadLetter()
  const longAgo = { user: { ...ADMIN, signedInAt: new Date(0) } }
  const name = `${services.queue().name}-dead`
  const purge = async (passphrase: string) =>
    (await purgeDeadLetters(longAgo, { name, passphrase }, findQueue)).kind
  expect(await purge('')).toBe('not-confirmed')
  expect(await purge('wrong')).toBe('wrong-passphrase')
  expect(await waiting()).toBe(1)
  expect(await purge(PASSPHRASE)).toBe('done')
  expect(await waiting()).toBe(0)
  const action = 'purge-dead-letters'
  expect(await logLines()).toEqual([
    `${action} asked`,
    `${action} wrong-passphrase`,
    `${action} asked`,
    `${action} done`,
  ])
})

it('is refused to an operator before the queue is even looked for', async () => {
  const never = async () => {
    throw new Error('It was looked for.')
  }
  const name = `${services.queue().name}-dead`
  expect((await purgeDeadLetters(asOperator, { name }, never)).kind).toBe('refused')
  expect(await logLines()).toEqual(['purge-dead-letters refused'])
})

it('records that it failed', async () => {
  const failing = async () => ({
    name: 'dead',
    purge: async () => {
      throw new Error('no')
    },
  })
  await expect(purgeDeadLetters(asAdmin, { name: 'dead' }, failing)).rejects.toThrow('no')
  expect(await logLines()).toEqual(['purge-dead-letters asked', 'purge-dead-letters failed'])
})
