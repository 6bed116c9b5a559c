import type { ReactNode } from 'react'
import { BrokenNotice } from '@/components/notice/broken-notice'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'

type Props<T> = {
  title: string
  subtitle?: ReactNode
  actions?: ReactNode
  brokenParts: BrokenPart[]
  /** What else stands above the list, whether or not it could be read. */
  notices?: ReactNode
  loaded: Loaded<T>
  /** What to say where it could not be read, such as "The runs could not be read." */
  failure: string
  /** What that failure left unharmed, such as "Their ledgers are safe." */
  unharmed: string
  children: (value: T) => ReactNode
}

/** The page of a list: what its link said wrongly, notices, and the list or why there is none. */
export function ListPage<T>({
  title,
  subtitle,
  actions,
  brokenParts,
  notices,
  loaded,
  failure,
  unharmed,
  children,
}: Props<T>) {
  return (
    <Page title={title} subtitle={subtitle} actions={actions}>
      <div className="flex min-w-0 flex-1 flex-col">
        <BrokenNotice brokenParts={brokenParts} />
        {notices}
        {loaded.kind === 'loaded' ? (
          children(loaded.value)
        ) : (
          <ListFailure
            title={failure}
            cause={`${loaded.cause}. ${unharmed}`}
            detail={loaded.detail}
          />
        )}
      </div>
    </Page>
  )
}
