import { say } from '@/lib/cli/terminal/progress'
import { setupSecretsGiven } from '@/lib/env'

/**
 * Says which secrets are configured beside a running console though it does not use them. Its own
 * process starts without them, but whoever takes it over reads what the same account can read: the
 * environment of this process, and the `.env` file.
 */
export function warnOfSetupSecrets(): void {
  const given = setupSecretsGiven()
  if (given.length === 0) return
  say(
    `Warning: still configured, although a running console does not need it: ${given.join(', ')}. ` +
      'Once the keys and the accounts exist, remove it from the environment and from .env.',
  )
}
