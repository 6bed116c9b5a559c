import type { Transaction } from '@/lib/db/client'
import { reader } from '@/lib/db/replica/read-source'
import type { MaskedLogin, MaskedProperty } from '@/lib/model/login'
import { MASKED_PROPERTIES } from '@/lib/model/login-field-list'
import { MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'
import { excludedValues, type FilterValue, includedValues } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/*
 * While the token key is being replaced a value has two tokens, an old one and a new one, and its
 * logins have one of them at any moment: all the old one until the replacement reaches it, all the
 * new one from then on, those stored meanwhile included. So whatever groups, joins or counts by
 * tokens needs to know nothing of it.
 */

/** The token that logins have now for what a token, old or new, stands for; most often itself. */
export async function currentToken(token: string): Promise<string> {
  const [found] = await reader().$queryRaw<{ token: string }[]>`
    SELECT CASE WHEN alias.old > rotation.cursor THEN alias.old ELSE alias.new END AS token
    FROM pii_alias AS alias JOIN key_rotations AS rotation ON rotation.state <> 'done'
    WHERE alias.old = ${token} OR alias.new = ${token}`
  return found?.token ?? token
}

/** A filter that asks for tokens, and leaves tokens out, as the logins have them now: links are older than that. */
export async function currentFilter(filter: LoginFilter): Promise<LoginFilter> {
  const current = { ...filter, ...(filter.excluded && { excluded: { ...filter.excluded } }) }
  const nowOf = (tokens: readonly FilterValue[]) =>
    Promise.all(tokens.map((token) => (token === null ? null : currentToken(String(token)))))
  await Promise.all(
    MASKED_FIELD_NAMES.map(async (field) => {
      const [included, excluded] = [includedValues(filter, field), excludedValues(filter, field)]
      if (included !== undefined) current[field] = await nowOf(included)
      if (excluded.length > 0)
        current.excluded = { ...current.excluded, [field]: await nowOf(excluded) }
    }),
  )
  return current
}

/**
 * Gives logins that are about to be stored the old tokens of values that a replacement of the token
 * key has not reached yet. `holdKeys` comes first, so that none is reached until they are stored.
 */
export async function withTokensInUse(
  tx: Transaction,
  logins: readonly MaskedLogin[],
): Promise<readonly MaskedLogin[]> {
  const held = (login: MaskedLogin, property: MaskedProperty): string | null => login[property]
  const current = await tokensInUse(tx, () =>
    logins.flatMap((login) => MASKED_PROPERTIES.flatMap((each) => held(login, each) ?? [])),
  )
  if (current === null) return logins
  return logins.map((login) => {
    const renamed: Record<MaskedProperty, string | null> & MaskedLogin = { ...login }
    for (const property of MASKED_PROPERTIES) {
      const token = held(login, property)
      if (token !== null) renamed[property] = current(token)
    }
    return renamed
  })
}

/**
 * The tokens that logins have now for some new ones, for as long as `holdKeys` holds; null where they have the
 * new ones, as no token key is being replaced.
 */
export async function tokensInUse(
  tx: Transaction,
  tokens: () => readonly string[],
): Promise<((token: string) => string) | null> {
  const [rotation] = await tx.$queryRaw<{ cursor: string }[]>`
    SELECT cursor FROM key_rotations WHERE state = 'updating'`
  if (rotation === undefined) return null
  const aliases = await tx.$queryRaw<{ old: string; new: string }[]>`
    SELECT old, new FROM pii_alias
    WHERE old > ${rotation.cursor} AND new = ANY(${[...new Set(tokens())]}::text[])`
  const inUse = new Map(aliases.map((alias) => [alias.new, alias.old]))
  return (token) => inUse.get(token) ?? token
}
