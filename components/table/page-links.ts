import type { PageLinks } from '@/components/table/pager'
import type { Page } from '@/lib/model/query/page'

type Options = {
  page: Pick<Page<unknown>, 'previous' | 'next'>
  /** The cursor that the page was read from; undefined for the first page. */
  at: string | undefined
  /** The list read from a cursor, or from its beginning. */
  href: (at: string | undefined) => string
  /** Whether the list can be read from its end. */
  withLast?: boolean
}

/** Where a page's links lead. */
export function pageLinks({ page, at, href, withLast = false }: Options): PageLinks {
  const isFirst = isFirstPage(page, at)
  return {
    first: isFirst ? null : href(undefined),
    previous: isFirst || page.previous === null ? null : href(page.previous),
    next: page.next === null ? null : href(page.next),
    ...(withLast ? { last: page.next === null ? null : href('last') } : {}),
  }
}

/** Whether nothing comes before a page; one that was reached by a cursor may turn out to be. */
export function isFirstPage(
  page: Pick<Page<unknown>, 'previous'>,
  at: string | undefined,
): boolean {
  return at === undefined || page.previous === null
}
