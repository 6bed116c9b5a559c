import { userInfo } from 'node:os'

/**
 * Whom the log names for what is done at the command line: whoever may read the key files and the
 * database's URL may do what the commands do.
 */
export function cliUser() {
  const email = `cli (${accountName()})`
  return {
    id: 'cli',
    email,
    role: 'admin' as const,
    /** A command may be at work for hours: whoever runs it is there all the time. */
    get signedInAt() {
      return new Date()
    },
  }
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
