import { API_COLLECTIONS } from '@/app/api/v1/collections/all'
import type { ApiScope } from '@/lib/model/api-token'
import { LOADED_UNTIL } from '@/test/bench/load-logins'

/** What the API asks of the database for one step of a page, by the searches that cost most. */
export function apiQueries() {
  const step = (name: ApiScope, search: string) => {
    const { ask, stepRows } = API_COLLECTIONS[name]
    const at = { nowMs: LOADED_UNTIL.getTime(), timeZone: 'UTC' }
    const { readPage, brokenParts } = ask(new URLSearchParams(search), at)
    if (brokenParts.length > 0) throw new Error(`${search} is broken`)
    return {
      name: `api: ${name}?${search}`,
      run: () => readPage({ cursor: null, limit: stepRows }),
    }
  }
  return [
    step('logins', ''),
    step('logins', 'device_type=web&locale=DE&app_version=1.30.0'),
    step('logins', 'sort=user_id&order=asc&range=7d'),
    step('devices', 'sort=lastSeen'),
    step('ips', 'users=5&active=7&order=asc'),
    step('runs', ''),
    step('rejected', ''),
    step('rejected', 'reason=not-json&state=kept'),
    step('rejected', 'field=device_id&range=30d'),
  ]
}
