import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import { requirePermission } from '@/app/(console)/require-permission'
import { createApiToken, revokeApiToken } from '@/app/(console)/settings/tokens/actions'
import { TokensPage } from '@/components/api-tokens/tokens-page'
import { listApiTokens } from '@/lib/db/api-tokens/list-api-tokens'

export const metadata: Metadata = { title: 'API tokens' }

/** What programs read the API with. */
export default async function Tokens() {
  const admin = await requirePermission('manage-tokens')
  return (
    <TokensPage
      viewer={admin.role}
      loaded={await attemptRead('api-tokens', listApiTokens)}
      actions={{ create: createApiToken, revoke: revokeApiToken }}
    />
  )
}
