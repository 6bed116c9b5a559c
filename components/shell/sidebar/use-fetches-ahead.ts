'use client'

import { useEffect, useState } from 'react'
import { whenIdle } from '@/components/ui/idle/when-idle'

/** After the code that is loaded ahead for the page at hand. */
const DELAY_MS = 4_000

/**
 * Whether links to the pages fetch ahead what they lead to. All of them are some twenty requests and as many scripts,
 * which somebody who goes on at once does not need.
 */
export function useFetchesAhead(): boolean {
  const [isAhead, setAhead] = useState(false)
  useEffect(() => whenIdle(() => setAhead(true), DELAY_MS), [])
  return isAhead
}
