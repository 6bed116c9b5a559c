/** What a token may read: each is a path below /api/v1. */
export const API_SCOPES = ['logins', 'devices', 'ips', 'runs', 'rejected'] as const

export type ApiScope = (typeof API_SCOPES)[number]

/** What a scope gives, in words. */
export const API_SCOPE_WORDS: Record<ApiScope, string> = {
  logins: 'masked logins',
  devices: 'devices that several users share',
  ips: 'IPs that several users share',
  runs: 'runs with their ledgers',
  rejected: 'rejected messages and why, without their bodies',
}

/** How long a token may serve, in days; there is none without an end. */
export const API_TOKEN_DAYS = [7, 30, 90, 365] as const

/** So many may be valid at a time. */
export const MAX_API_TOKENS = 100

export const MAX_API_TOKEN_NAME = 80

/** What a secret begins with, by which people and scanners of leaked secrets know it. */
export const API_TOKEN_PREFIX = 'vgt_'

/** Why a token does not serve, or that it does. */
export type ApiTokenState = 'active' | 'expired' | 'revoked' | 'owner-gone'

/** A token as it is listed: its secret is nowhere. Times are ISO 8601, UTC. */
export type ApiTokenView = {
  id: string
  name: string
  scopes: ApiScope[]
  createdBy: string
  createdAt: string
  expiresAt: string
  /** To the minute; null where it was never used. */
  lastUsedAt: string | null
  revokedAt: string | null
  revokedBy: string | null
  state: ApiTokenState
}
