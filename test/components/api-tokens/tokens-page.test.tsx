import { expect, it } from 'vitest'
import { TokensPage } from '@/components/api-tokens/tokens-page'
import type { ApiTokenState, ApiTokenView } from '@/lib/model/api-token'
import { renderedText } from '@/test/support/render'

const NEVER = async () => ({ kind: 'failed' as const, problem: '' })
const actions = { create: NEVER, revoke: NEVER }

function token(state: ApiTokenState): ApiTokenView {
  const at = '2026-11-26T12:00:00.000Z'
  const revoked = state === 'revoked' ? at : null
  return {
    id: `id of ${state}`,
    name: `program ${state}`,
    scopes: ['logins', 'runs'],
    createdBy: 'ann@example.com',
    createdAt: at,
    expiresAt: '2027-01-26T12:00:00.000Z',
    lastUsedAt: null,
    revokedAt: revoked,
    revokedBy: revoked && 'bob@example.com',
    state,
  }
}

it('says of each token what it may read and how it stands, and counts those that serve', () => {
  const value = (['active', 'owner-gone', 'expired', 'revoked'] as const).map(token)
  const text = renderedText(
    <TokensPage viewer="admin" loaded={{ kind: 'loaded', value }} actions={actions} />,
  )
  expect(text).toMatch(/program active ?active ?logins, runs ?ann@example\.com/)
  expect(text).toContain('no owner')
  expect(text).toContain('1 active token.')
  // What serves, or would again, can be revoked.
  expect(text.match(/Revoke…/g)).toHaveLength(2)
})

it('says what a token is for where there is none, and why none could be read', () => {
  const none = { kind: 'loaded', value: [] } as const
  expect(
    renderedText(<TokensPage viewer="admin" loaded={{ ...none, value: [] }} actions={actions} />),
  ).toContain('No API token yet.')
  const failed = { kind: 'failed', cause: 'Nothing answers at that address', detail: '' } as const
  const text = renderedText(<TokensPage viewer="admin" loaded={failed} actions={actions} />)
  expect(text).toContain('The API tokens could not be read.')
  expect(text).not.toContain('No API token yet.')
})
