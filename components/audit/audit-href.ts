import type { RevealAction, RevealOutcome } from '@/lib/model/reveal-log'

/** All that `/audit` keeps in its URL. Days are UTC. */
export type AuditSearch = {
  person?: string
  kind?: RevealAction
  outcome?: RevealOutcome
  token?: string
  from?: string
  to?: string
}

/** The URL of the log so searched for, at a place in it. */
export function auditHref(search: AuditSearch, at?: string): string {
  return `/audit${queryOf({ ...search, at })}`
}

/** The URL of its export, which knows no pages. */
export function auditExportHref(search: AuditSearch): string {
  return `/api/audit/export${queryOf(search)}`
}

/** Whether anything is filtered by. */
export function isFiltered(search: AuditSearch): boolean {
  return queryOf(search) !== ''
}

function queryOf(parts: Record<string, string | undefined>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) {
    if (value !== undefined) params.set(name, value)
  }
  return params.size === 0 ? '' : `?${params}`
}
