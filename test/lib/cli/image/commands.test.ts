import { afterEach, expect, it } from 'vitest'
import { COMMANDS } from '@/lib/cli/image/commands'
import { provideEnv } from '@/lib/env'

const before = { DATABASE_URL: '', SQS_QUEUE_URL: '' }
afterEach(() => provideEnv(before))

const QUEUE = ['web', 'worker', 'ingest']

it.each(Object.keys(COMMANDS))(
  'wants the services that an image does not bring: %s',
  async (name) => {
    provideEnv({ DATABASE_URL: '', SQS_QUEUE_URL: 'http://127.0.0.1:1/0/q' })
    await expect(COMMANDS[name]?.()).rejects.toThrow(
      /^DATABASE_URL is not set, and an image brings no /,
    )
    provideEnv({ DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/d', SQS_QUEUE_URL: '' })
    if (QUEUE.includes(name)) {
      await expect(COMMANDS[name]?.()).rejects.toThrow(/^SQS_QUEUE_URL is not set, and an image /)
    } else {
      expect(await COMMANDS[name]?.()).toMatchObject({ main: expect.any(Function) })
    }
  },
)
