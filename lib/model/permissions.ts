/** What people do every day, without a row in the reveal log. */
const UNRECORDED_PERMISSIONS = ['browse', 'ingest', 'save-views', 'review'] as const

/**
 * What admins alone do, and what leaves its trace elsewhere: what changed of alerts and of risk signals is in their own
 * histories.
 */
const ADMIN_PERMISSIONS = ['manage-alerts', 'manage-risk'] as const

/** What leaves a row in the reveal log, the refusals included: named as the log names it. */
export const RECORDED_PERMISSIONS = [
  'reveal',
  'find-by-original',
  'open-rejected',
  'return-rejected',
  'discard-rejected',
  'purge-dead-letters',
  'move-dead-letters',
  'copy',
  'erase',
  'change-passphrase',
  'add-recipient',
  'remove-recipient',
  'rotate-token',
  'read-log',
  'manage-users',
  'manage-tokens',
  'manage-retention',
] as const

export const PERMISSIONS = [
  ...UNRECORDED_PERMISSIONS,
  ...ADMIN_PERMISSIONS,
  ...RECORDED_PERMISSIONS,
] as const

export type Permission = (typeof PERMISSIONS)[number]
export type RecordedPermission = (typeof RECORDED_PERMISSIONS)[number]

type RoleDefinition = {
  /** With its article, for sentences: `an operator`. */
  noun: string
  /** Shown beside the role where one is chosen. */
  hint: string
  /** Completes the sentence “They may …”. */
  may: string
  permissions: readonly Permission[]
}

/**
 * Who may do what: the one place that says so. Pages, actions, routes and the navigation ask `can`.
 * An account without a known role is taken for the first one.
 */
export const ROLES = {
  operator: {
    noun: 'an operator',
    hint: 'ingests and browses, sees no original',
    may: 'ingest and browse, but see no original',
    permissions: UNRECORDED_PERMISSIONS,
  },
  admin: {
    noun: 'an admin',
    hint: 'also reveals, audits and manages people',
    may: 'manage people and read the audit log, and with the vault passphrase reveal originals',
    permissions: PERMISSIONS,
  },
} as const satisfies Record<string, RoleDefinition>

export type Role = keyof typeof ROLES

export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]]

/** Whether somebody of this role may do something. */
export function can({ role }: { role: Role }, permission: Permission): boolean {
  const permitted: readonly Permission[] = ROLES[role].permissions
  return permitted.includes(permission)
}

/** The roles that may do something. */
export function rolesWith(permission: Permission): Role[] {
  return ROLE_NAMES.filter((role) => can({ role }, permission))
}

/** Whether the reveal log keeps a row of every use, and of every refusal. */
export function isRecorded(permission: Permission): permission is RecordedPermission {
  return (RECORDED_PERMISSIONS as readonly Permission[]).includes(permission)
}

/** What somebody is told who may not. It says nothing about what they asked for. */
export function refusalOf(permission: Permission): string {
  const nouns = rolesWith(permission).map((role) => ROLES[role].noun)
  return `Only ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(nouns)} may do this.`
}
