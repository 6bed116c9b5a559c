'use client'

import { type RefObject, useLayoutEffect } from 'react'

/**
 * Scrolls a list to its top where it shows another page. The list stays the same element: a column's heading that was
 * pressed keeps the focus.
 * @param page tells one page from another.
 */
export function usePageTop(list: RefObject<HTMLElement | null>, page: string | undefined) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is what the page is known by
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: 0 })
  }, [list, page])
}
