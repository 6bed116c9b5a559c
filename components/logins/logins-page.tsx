'use client'

import type { ReactNode } from 'react'
import { labelBrokenParts } from '@/components/logins/label-broken-parts'
import { LoadedLogins, type LoadedProps } from '@/components/logins/table/loaded-logins'
import { BrokenNotice } from '@/components/notice/broken-notice'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import type { BrokenPart } from '@/lib/model/logins-query'

type Props = Omit<LoadedProps, 'page' | 'mark' | 'folding'> & {
  broken: BrokenPart[]
  found:
    | ({ ok: true } & Pick<LoadedProps, 'page' | 'mark' | 'folding'>)
    | { ok: false; cause: string; detail?: string }
  /** Views and export. */
  actions?: ReactNode
}

/** The stored logins: filters, charts, one page of the list, and the login that is inspected. */
export function LoginsPage({ broken, found, actions, ...rest }: Props) {
  return (
    <Page title="Logins" actions={actions}>
      <div className="flex min-w-0 flex-1 flex-col">
        <BrokenNotice brokenParts={labelBrokenParts(broken)} />
        {found.ok ? (
          <LoadedLogins page={found.page} mark={found.mark} folding={found.folding} {...rest} />
        ) : (
          <ListFailure
            title="The logins could not be read."
            cause={`${found.cause}. What is stored is safe.`}
            detail={found.detail}
          />
        )}
      </div>
    </Page>
  )
}
