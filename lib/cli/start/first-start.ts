import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { addUser, choosePassword } from '@/lib/auth/accounts/add-user'
import { listUsers } from '@/lib/auth/accounts/list-users'
import { say, step } from '@/lib/cli/terminal/progress'
import { listKeys } from '@/lib/db/vault/key-registry'
import { readState, writeState } from '@/lib/embedded/data-dir'
import type { Services } from '@/lib/embedded/services'
import { env, provideEnv } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { initKeys } from '@/lib/keys/init-keys'
import { keysState } from '@/lib/keys/keys-state'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { generatePassphrase } from '@/lib/vault/passphrase'

/** What the first start makes up and shows once. Null where it was configured, or made earlier. */
export type FirstSecrets = {
  passphrase: string | null
  admin: string | null
  operator: string | null
}

const SAMPLE_COUNT = 1_000

/**
 * Makes sure, before the slow work, that there will be a secret to sign session cookies with.
 * @throws UserError where the database is another's and no secret is configured.
 */
export function checkAuthSecret() {
  const { DATABASE_URL, VEILGATE_AUTH_SECRET } = env()
  if (DATABASE_URL === undefined || VEILGATE_AUTH_SECRET !== undefined) return
  throw new UserError(
    'VEILGATE_AUTH_SECRET is not set: wanted a random string of at least 32 characters, since ' +
      'DATABASE_URL names a database of your own. Generate one with: openssl rand -base64 32',
  )
}

/** The secret that signs session cookies: the configured one, else one of this data folder's own. */
export function provideAuthSecret(services: Services) {
  if (env().VEILGATE_AUTH_SECRET !== undefined) return
  const path = join(services.dataDir, 'auth-secret.json')
  const kept = readState<{ secret: string }>(path)
  const secret = kept?.secret ?? randomBytes(32).toString('base64url')
  if (kept === null) writeState(path, { secret })
  provideEnv({ VEILGATE_AUTH_SECRET: secret })
}

/**
 * Makes the keys where the database is embedded and has none.
 * @returns whether messages can be masked; if not, why, in words.
 * @throws UserError where there are keys and they do not fit.
 */
export async function prepareKeys(
  services: Services,
  secrets: FirstSecrets,
): Promise<string | null> {
  const registered = (await listKeys()).some((key) => key.state === 'active')
  if (!registered && services.postgresFolder !== null) {
    await step('Creating the keys', async () => {
      const configured = env().VEILGATE_VAULT_PASSPHRASE
      const resumed = secrets.passphrase !== null
      secrets.passphrase ??= configured ? null : generatePassphrase()
      keep(services.dataDir, secrets)
      const made = await initKeys({ passphrase: configured ?? secrets.passphrase ?? '' })
      // Of a key made before it was configured, the one that was kept is still right.
      if (made.vaultKeysMade ? configured : !resumed) secrets.passphrase = null
      keep(services.dataDir, secrets)
    })
    return null
  }
  const state = await keysState()
  if (state.ok) return null
  if (registered) throw new UserError(state.problem)
  return state.problem
}

/** Makes the first admin and operator where there is nobody. */
export async function prepareUsers(services: Services, secrets: FirstSecrets): Promise<void> {
  const known = (await listUsers()).map((user) => user.email)
  const cutOff = secrets.admin !== null || secrets.operator !== null
  if (known.length > 0 && !cutOff) return
  const given = env()
  await step('Creating the first admin and operator', async () => {
    const people = [
      ['admin', given.VEILGATE_ADMIN_EMAIL, given.VEILGATE_ADMIN_PASSWORD],
      ['operator', given.VEILGATE_OPERATOR_EMAIL, given.VEILGATE_OPERATOR_PASSWORD],
    ] as const
    for (const [role, email, configured] of people) {
      // Kept before it is used: a start that is cut off here must not leave accounts that nobody
      // can sign in to.
      if (!configured) secrets[role] ??= choosePassword(undefined, email)
    }
    keep(services.dataDir, secrets)
    for (const [role, email, configured] of people) {
      if (known.includes(email.toLowerCase())) continue
      const password = configured ?? secrets[role] ?? undefined
      try {
        await addUser({ email, role, password, mustChangePassword: !configured })
        // What a start that was cut off had kept for it was not used.
        if (configured) secrets[role] = null
      } catch (error) {
        // Another console of the same database may have begun at the same moment: its password holds.
        if (!(await listUsers()).some((user) => user.email === email.toLowerCase())) throw error
        secrets[role] = null
      }
      keep(services.dataDir, secrets)
    }
  })
}

/** Puts sample logins on the embedded queue, at the very first start. */
export async function prepareSample(services: Services): Promise<void> {
  const path = join(services.dataDir, 'sample.json')
  if (!services.embeddedQueue || readState(path) !== null) return
  await step(
    `Putting ${SAMPLE_COUNT.toLocaleString('en')} sample logins on the queue`,
    async () => {
      await openQueue().send([...generateLogins({ count: SAMPLE_COUNT, sharedDevices: 0.1 })])
      writeState(path, { sent: SAMPLE_COUNT })
    },
  )
}

/** The secrets of a first start that was cut off before it could show them; else none. */
export function readSecrets(dataDir: string): FirstSecrets {
  const kept = readState<FirstSecrets>(secretsFile(dataDir))
  if (kept !== null) say('Resuming a first start that was interrupted')
  return kept ?? { passphrase: null, admin: null, operator: null }
}

/** Forgets them: they have been shown. */
export function forgetSecrets(dataDir: string) {
  rmSync(secretsFile(dataDir), { force: true })
}

function keep(dataDir: string, secrets: FirstSecrets) {
  writeState(secretsFile(dataDir), secrets)
}

function secretsFile(dataDir: string) {
  return join(dataDir, 'first-start.json')
}
