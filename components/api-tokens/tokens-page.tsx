'use client'

import { KeyRound } from 'lucide-react'
import { useMemo, useState } from 'react'
import { CreateTokenDialog } from '@/components/api-tokens/create-token-dialog'
import type { TokenActions } from '@/components/api-tokens/token-actions'
import { TokenSecretDialog } from '@/components/api-tokens/token-secret-dialog'
import { TokensTable } from '@/components/api-tokens/tokens-table'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { Page } from '@/components/shell/page'
import { useCommands } from '@/components/shell/palette/commands'
import { ListFailure } from '@/components/table/list-failure'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/lib/format/format'
import type { ApiTokenView } from '@/lib/model/api-token'
import type { Role } from '@/lib/model/permissions'
import type { Loaded } from '@/lib/model/query/loaded'
import type { TokenCreated } from '@/lib/reveal/manage-tokens'

type Props = { viewer: Role; loaded: Loaded<ApiTokenView[]>; actions: TokenActions }

/** What programs read the API with; a secret is shown once. */
export function TokensPage({ viewer, loaded, actions }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [created, setCreated] = useState<TokenCreated | null>(null)
  useCommands(
    useMemo(
      () => [
        {
          id: 'create-api-token',
          group: 'This page',
          label: 'Create an API token',
          words: 'secret bearer bi read',
          icon: KeyRound,
          run: () => setOpen(true),
        },
      ],
      [],
    ),
  )
  return (
    <Page
      title="Settings"
      actions={
        <Button variant="primary" onClick={() => setOpen(true)}>
          <KeyRound /> <span className="max-[480px]:sr-only">Create a token…</span>
        </Button>
      }
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <SettingsTabs current="tokens" viewer={viewer} />
        {loaded.kind === 'loaded' ? (
          <Tokens tokens={loaded.value} revoke={actions.revoke} />
        ) : (
          <ListFailure
            title="The API tokens could not be read."
            cause={`${loaded.cause}.`}
            detail={loaded.detail}
          />
        )}
        {isOpen ? (
          <CreateTokenDialog
            create={actions.create}
            onCreated={setCreated}
            onClose={() => setOpen(false)}
          />
        ) : null}
        <TokenSecretDialog created={created} onClose={() => setCreated(null)} />
      </div>
    </Page>
  )
}

function Tokens({ tokens, revoke }: { tokens: ApiTokenView[]; revoke: TokenActions['revoke'] }) {
  const serving = tokens.filter(({ state }) => state === 'active').length
  return (
    <>
      {tokens.length === 0 ? (
        <EmptyState className="flex-1" icon={KeyRound} title="No API token yet.">
          A token lets a program read logins, devices, IPs, runs and rejected messages under
          /api/v1, masked as on the pages.
        </EmptyState>
      ) : (
        <ScrollPane aria-label="API tokens" className="flex-1">
          <TokensTable tokens={tokens} revoke={revoke} />
        </ScrollPane>
      )}
      <p className="flex min-h-10 shrink-0 items-center border-line border-t px-4 py-1 text-muted tabular-nums">
        <span>
          {formatCount(serving, 'active token')}. Each change is in the audit log. What the API
          answers:{' '}
          <a
            href="/api/v1/openapi.json"
            target="_blank"
            rel="noreferrer"
            className="rounded-sm text-accent underline underline-offset-4"
          >
            OpenAPI document
          </a>
          , with examples in docs/api.md.
        </span>
      </p>
    </>
  )
}
