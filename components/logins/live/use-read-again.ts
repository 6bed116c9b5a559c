'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { loginsHref } from '@/components/logins/logins-href'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

/** Reads the page of a list again, from its beginning, and says whether that is under way. */
export function useReadAgain(query: LoginsQuery): [pending: boolean, readAgain: () => void] {
  const router = useRouter()
  const [pending, start] = useTransition()
  const readAgain = () =>
    start(() => {
      // A link to a row would have the server open the page of that row again.
      if (query.at === undefined && query.row === undefined) router.refresh()
      else router.push(loginsHref({ ...query, at: undefined, row: undefined }))
    })
  return [pending, readAgain]
}
