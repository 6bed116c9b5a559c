'use server'

import { verbAction } from '@/app/(console)/server-action'
import * as accounts from '@/lib/reveal/manage-accounts'

const PAGE = '/settings/users'

/** Makes an account, and a link by which its owner chooses a password. */
export const addPerson = verbAction('manage-users', accounts.addAccount, PAGE)

/** Gives a person another role. */
export const changeRole = verbAction('manage-users', accounts.changeRole, PAGE)

/** Takes a person's password away for a link to choose another, and ends their sessions. */
export const renewPassword = verbAction('manage-users', accounts.renewPassword, PAGE)

/** Ends a person's sessions: they sign in again. */
export const endPersonsSessions = verbAction('manage-users', accounts.endAccountSessions, PAGE)

/** Removes an account; what it did stays in the audit log. */
export const removePerson = verbAction('manage-users', accounts.removeAccount, PAGE)
