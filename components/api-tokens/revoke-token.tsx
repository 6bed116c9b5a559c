'use client'

import { useState } from 'react'
import type { TokenActions } from '@/components/api-tokens/token-actions'
import { CHECK_THE_LIST, callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/overlay/confirm-dialog'
import type { ApiTokenView } from '@/lib/model/api-token'

type Props = { token: ApiTokenView; revoke: TokenActions['revoke'] }

/** Ends a token, after asking. */
export function RevokeToken({ token, revoke }: Props) {
  const [isAsking, setAsking] = useState(false)
  const run = async (): Promise<string | undefined> => {
    const result = await callAction(() => revoke({ id: token.id }), CHECK_THE_LIST)
    return result.kind === 'done' ? undefined : result.problem
  }
  return (
    <>
      <Button size="sm" aria-label={`Revoke ${token.name}`} onClick={() => setAsking(true)}>
        Revoke…
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Revoke ${token.name}?`}
          description="Programs that use it are refused from their next request on. This cannot be undone."
          confirm="Revoke 1 token"
          danger
          onClose={() => setAsking(false)}
          onConfirm={run}
        />
      ) : null}
    </>
  )
}
