import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'

type Command = { main(args: string[]): Promise<number> }

/**
 * What a container can be, by the first word of its command. Each is loaded alone: a worker never has
 * the code that opens originals in its memory.
 */
export const COMMANDS: Record<string, () => Promise<Command>> = {
  web: withQueue(() => import('@/lib/cli/image/web')),
  worker: withQueue(() => import('@/lib/cli/worker')),
  ingest: withQueue(() => import('@/lib/cli/ingest')),
  migrate: withDatabase(() => import('@/lib/cli/migrate')),
  adopt: withDatabase(() => import('@/lib/cli/adopt')),
  keys: withDatabase(() => import('@/lib/cli/keys')),
  users: withDatabase(() => import('@/lib/cli/users')),
  audit: withDatabase(() => import('@/lib/cli/audit')),
  rollups: withDatabase(() => import('@/lib/cli/rollups')),
  retention: withDatabase(() => import('@/lib/cli/retention')),
}

function withQueue(load: () => Promise<Command>): () => Promise<Command> {
  return withDatabase(async () => {
    if (env().SQS_QUEUE_URL === undefined) throw missing('SQS_QUEUE_URL', 'queue')
    return load()
  })
}

function withDatabase(load: () => Promise<Command>): () => Promise<Command> {
  return async () => {
    if (env().DATABASE_URL === undefined) throw missing('DATABASE_URL', 'database')
    return load()
  }
}

/** On a clone one is embedded. */
function missing(variable: string, what: string): UserError {
  return new UserError(`${variable} is not set, and an image brings no ${what} of its own.`)
}
