import type { ReactNode } from 'react'
import { LoadedLogins, type LoadedProps } from '@/components/logins/loaded-logins'
import { FoldNotice } from '@/components/notice/fold-notice'
import { ListPage } from '@/components/table/list-page'
import type { FoldState } from '@/lib/model/live/folding'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'

type Found = Pick<LoadedProps, 'page' | 'deviceUsers' | 'mark'> & {
  /** How far what charts and counts add up was behind then. */
  folding: FoldState
  /** The cursor that the page was read from. */
  at: string | undefined
}

type Props = Omit<LoadedProps, Exclude<keyof Found, 'at'> | 'foldNotice'> & {
  brokenParts: BrokenPart[]
  loaded: Loaded<Found>
  /** Views and export. */
  actions?: ReactNode
}

/** The stored logins: filters, charts, one page of the list, and the login that is inspected. */
export function LoginsPage({ brokenParts, loaded, actions, ...rest }: Props) {
  return (
    <ListPage
      title="Logins"
      actions={actions}
      brokenParts={brokenParts}
      loaded={loaded}
      failure="The logins could not be read."
      unharmed="What is stored is safe."
    >
      {({ page, deviceUsers, mark, folding, at }) => (
        <LoadedLogins
          page={page}
          deviceUsers={deviceUsers}
          mark={mark}
          foldNotice={
            <FoldNotice folding={folding} figures="The totals that charts and counts add up" />
          }
          {...rest}
          query={{ ...rest.query, at }}
        />
      )}
    </ListPage>
  )
}
