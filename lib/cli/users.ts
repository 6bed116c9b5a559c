import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { addUser, parseEmail } from '@/lib/auth/accounts/add-user'
import { findRole } from '@/lib/auth/accounts/find-role'
import { listUsers } from '@/lib/auth/accounts/list-users'
import { removeUser } from '@/lib/auth/accounts/remove-user'
import { setRole } from '@/lib/auth/accounts/set-role'
import { resetPassword } from '@/lib/auth/password/reset-password'
import { unlockAccount } from '@/lib/auth/sign-in/sign-in-limit'
import { askSecret } from '@/lib/cli/terminal/ask-secret'
import { cliUser } from '@/lib/cli/terminal/cli-user'
import { argument, switchFlag, text, valueFlag } from '@/lib/cli/terminal/flags'
import { type Group, parseSubcommand, subcommand } from '@/lib/cli/terminal/subcommands'
import { withServices } from '@/lib/embedded/services'
import { env, provideEnv } from '@/lib/env'
import { ROLE_NAMES, ROLES, type Role } from '@/lib/model/permissions'
import { anchorRows } from '@/lib/reveal/anchor-rows'
import { recordChange } from '@/lib/reveal/record-change'

type Work = () => Promise<void>

const address = argument('ADDRESS', "the account's e-mail address", text().transform(parseEmail))
const ask = switchFlag('prompt for the password')
const roleNames = ROLE_NAMES.join(' or ')
const role = z.enum(ROLE_NAMES, { error: `must be ${roleNames}` })

const GROUP: Group<Work> = {
  name: 'npm run users',
  commands: {
    add: subcommand(
      {
        about: 'create an account',
        flags: {
          address,
          role: valueFlag('ROLE', roleNames, role.default('operator')),
          ask,
        },
      },
      (flags): Work =>
        () =>
          add(flags.address, flags.role, flags.ask),
    ),
    list: subcommand({ about: 'show all accounts', flags: {} }, (): Work => list),
    'set-role': subcommand(
      {
        about: "change an account's role",
        flags: { address, role: valueFlag('ROLE', roleNames, role) },
      },
      (flags): Work =>
        () =>
          changeRole(flags.address, flags.role),
    ),
    'reset-password': subcommand(
      {
        about: "give a new password and end the account's sessions",
        flags: { address, ask },
      },
      (flags): Work =>
        () =>
          changePassword(flags.address, flags.ask),
    ),
    unlock: subcommand(
      {
        about: 'unlock an account that was locked by too many wrong passwords',
        flags: { address },
      },
      (flags): Work =>
        () =>
          unlock(flags.address),
    ),
    remove: subcommand(
      { about: 'remove an account and end its sessions', flags: { address } },
      (flags): Work =>
        () =>
          remove(flags.address),
    ),
  },
  notes: `
    A password is generated and printed once, unless --ask prompts for one or VEILGATE_USER_PASSWORD
    is set. There is no flag for it, since everyone on a machine can see its command lines. A generated
    password has to be changed at the first sign-in.`,
}

/** `npm run users`: manages the people who may sign in. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const work = parseSubcommand(args, GROUP)
  if (work === null) return 0
  anchorRows()
  // No session is signed here, so any secret serves; the console's own need not be known.
  provideEnv({ VEILGATE_AUTH_SECRET: randomBytes(32).toString('hex') })
  await withServices(work, { queue: false })
  return 0
}

async function add(email: string, role: Role, ask: boolean): Promise<void> {
  const given = await givenPassword(ask)
  const { password } = await recordChange({ user: cliUser() }, `add ${email} as ${role}`, () =>
    addUser({ email, password: given, role }),
  )
  print(`${email} may sign in as ${role}.`)
  if (given === undefined) printPassword(password)
}

async function list(): Promise<void> {
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

async function changeRole(email: string, role: Role): Promise<void> {
  await recordChange({ user: cliUser() }, `make ${email} ${role}`, () => setRole(email, role))
  print(`${email} is ${ROLES[role].noun} now.`)
}

async function changePassword(email: string, ask: boolean): Promise<void> {
  const given = await givenPassword(ask)
  const { password } = await recordChange(
    { user: cliUser() },
    `reset the password of ${email}`,
    () => resetPassword(email, given, cliUser().email),
  )
  print(`${email} has a new password; its sessions are ended.`)
  if (given === undefined) printPassword(password)
}

async function remove(email: string): Promise<void> {
  await recordChange({ user: cliUser() }, `remove ${email}`, () => removeUser(email))
  print(`${email} is removed; its sessions are ended.`)
}

async function unlock(email: string): Promise<void> {
  await recordChange({ user: cliUser() }, `unlock ${email}`, async () => {
    // An address that was mistyped is not unlocked.
    await findRole(email)
    await unlockAccount(email)
  })
  print(`${email} may try to sign in again.`)
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
