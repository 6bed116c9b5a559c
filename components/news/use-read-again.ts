'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'

/**
 * Reads what a page shows again, and says whether that is under way.
 * @param firstPage the URL to go to for it; null where the page shown is it.
 */
export function useReadAgain(firstPage: string | null): [pending: boolean, readAgain: () => void] {
  const router = useRouter()
  const [pending, start] = useTransition()
  const readAgain = () =>
    start(() => {
      if (firstPage === null) router.refresh()
      else router.push(firstPage)
    })
  return [pending, readAgain]
}
