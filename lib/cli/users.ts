import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { addUser, parseEmail } from '@/lib/auth/add-user'
import { listUsers } from '@/lib/auth/list-users'
import { removeUser } from '@/lib/auth/remove-user'
import { resetPassword } from '@/lib/auth/reset-password'
import { setRole } from '@/lib/auth/set-role'
import { askSecret } from '@/lib/cli/terminal/ask-secret'
import { cliUser } from '@/lib/cli/terminal/cli-user'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { closeDatabase } from '@/lib/db/client'
import { withServices } from '@/lib/embedded/services'
import { env, provideEnv } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { ROLE_NAMES, ROLES } from '@/lib/model/permissions'
import { recordChange } from '@/lib/reveal/record-change'

const roleNames = ROLE_NAMES.join('|')

const USAGE = `Usage: npm run users -- <command>

  add ADDRESS [--role ${roleNames}] [--ask]   make an account (an operator's, if nothing is said)
  list                                          show all accounts
  set-role ADDRESS --role ${roleNames}        change what an account may do
  reset-password ADDRESS [--ask]                give a new password and end the account's sessions
  remove ADDRESS                                remove an account and end its sessions

A password is generated and printed once, unless --ask types one in or VEILGATE_USER_PASSWORD
gives one. There is no flag for it, as command lines are seen by all on a machine.`

/** `npm run users`: manages the people who may sign in. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h') {
    process.stdout.write(`${USAGE}\n`)
    return name === undefined ? 1 : 0
  }
  const command = COMMANDS[name]
  if (command === undefined) throw new UserError(`There is no command ${name}.\n\n${USAGE}`)
  const work = command(rest)
  if (work === null) return 0
  // Nothing is signed here, so any secret serves; the console's own need not be known.
  provideEnv({ VEILGATE_AUTH_SECRET: randomBytes(32).toString('hex') })
  await withServices(() => work().finally(closeDatabase), { queue: false })
  return 0
}

type Work = () => Promise<void>

/** Each parses its arguments at once; what it returns needs the database. Null asks for the usage. */
const COMMANDS: Record<string, (args: string[]) => Work | null> = {
  add(args) {
    const { email, rest } = takeAddress(args)
    const flags = parseFlags(rest, {
      usage: USAGE,
      options: { role: { type: 'string' }, ask: { type: 'boolean' } },
      schema: z.object({ role: role.default('operator'), ask: z.boolean().default(false) }),
    })
    return flags === null
      ? null
      : async () => {
          const given = await givenPassword(flags.ask)
          const { password } = await recordChange(
            { user: cliUser() },
            `add ${email} as ${flags.role}`,
            () => addUser({ email, password: given, role: flags.role }),
          )
          print(`${email} may sign in as ${flags.role}.`)
          if (given === undefined) printPassword(password)
        }
  },
  list(args) {
    const flags = parseFlags(args, { usage: USAGE, options: {}, schema: z.object({}) })
    return flags === null
      ? null
      : async () => {
          const users = await listUsers()
          if (users.length === 0) print('There are no accounts yet.')
          const width = Math.max(7, ...users.map(({ email }) => email.length))
          if (users.length > 0) print(`${'address'.padEnd(width)}  role      sessions  since`)
          for (const user of users) {
            const since = user.createdAt.toISOString().slice(0, 10)
            const sessions = String(user.sessions).padStart(8)
            print(`${user.email.padEnd(width)}  ${user.role.padEnd(8)}  ${sessions}  ${since}`)
          }
        }
  },
  'set-role'(args) {
    const { email, rest } = takeAddress(args)
    const flags = parseFlags(rest, {
      usage: USAGE,
      options: { role: { type: 'string' } },
      schema: z.object({ role }),
    })
    return flags === null
      ? null
      : async () => {
          await recordChange({ user: cliUser() }, `make ${email} ${flags.role}`, () =>
            setRole(email, flags.role),
          )
          print(`${email} is ${ROLES[flags.role].noun} now.`)
        }
  },
  'reset-password'(args) {
    const { email, rest } = takeAddress(args)
    const flags = parseFlags(rest, {
      usage: USAGE,
      options: { ask: { type: 'boolean' } },
      schema: z.object({ ask: z.boolean().default(false) }),
    })
    return flags === null
      ? null
      : async () => {
          const given = await givenPassword(flags.ask)
          const { password } = await recordChange(
            { user: cliUser() },
            `reset the password of ${email}`,
            () => resetPassword(email, given),
          )
          print(`${email} has a new password; its sessions are ended.`)
          if (given === undefined) printPassword(password)
        }
  },
  remove(args) {
    const { email, rest } = takeAddress(args)
    const flags = parseFlags(rest, { usage: USAGE, options: {}, schema: z.object({}) })
    return flags === null
      ? null
      : async () => {
          await recordChange({ user: cliUser() }, `remove ${email}`, () => removeUser(email))
          print(`${email} is removed; its sessions are ended.`)
        }
  },
}

const role = z.enum(ROLE_NAMES, { error: `must be ${ROLE_NAMES.join(' or ')}` })

/** The address that follows a command's name; `--help` alone may stand in its place. */
function takeAddress(args: string[]): { email: string; rest: string[] } {
  const [first, ...rest] = args
  if (first === '--help' || first === '-h') return { email: '', rest: args }
  if (first === undefined || first.startsWith('-')) {
    throw new UserError(`An address is missing.\n\n${USAGE}`)
  }
  return { email: parseEmail(first), rest }
}

async function givenPassword(ask: boolean): Promise<string | undefined> {
  return ask ? askSecret('Password: ') : env().VEILGATE_USER_PASSWORD
}

function print(line: string) {
  process.stdout.write(`${line}\n`)
}

function printPassword(password: string) {
  print(`Password, shown this once: ${password}`)
}
