import { createHmac } from 'node:crypto'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import type { Services } from '@/lib/embedded/services'
import { databaseUrl, provideEnv } from '@/lib/env'

/**
 * Points the processes started from here on at the embedded database as its roles see it: what
 * serves the console cannot read the vault, but for the reveal room. A database of one's own is
 * left to whoever runs it.
 */
export async function provideRoles({ postgresFolder }: Services): Promise<void> {
  if (postgresFolder === null) return
  const owner = new URL(databaseUrl())
  // Derived, so that every start finds the same logins and nothing more has to be kept.
  const passwordOf = (login: string) =>
    createHmac('sha256', decodeURIComponent(owner.password)).update(login).digest('base64url')
  const urlOf = (login: string) => {
    const url = new URL(owner)
    url.username = login
    url.password = passwordOf(login)
    return url.href
  }
  const [console, reveal] = ['veilgate_console_login', 'veilgate_reveal_login']
  await applyRoles(owner.href, {
    [console]: { role: 'veilgate_console', password: passwordOf(console) },
    [reveal]: { role: 'veilgate_reveal', password: passwordOf(reveal) },
  })
  provideEnv({ DATABASE_URL: urlOf(console), VEILGATE_REVEAL_DATABASE_URL: urlOf(reveal) })
}
