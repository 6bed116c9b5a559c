'use client'

import type { Found } from '@/components/shell/palette/use-found'
import { Button } from '@/components/ui/button'

type Props = {
  typed: string
  looked: Found
  /** How many commands and stored things are listed. */
  listed: number
}

/** What became of looking for what was typed, where the list does not say it. */
export function FoundWords({ typed, looked, listed }: Props) {
  const words = wordsOf(typed, looked, listed)
  return (
    <div role="status" className="shrink-0 border-line border-t px-4 py-2 text-muted empty:hidden">
      {words}
      {looked.state === 'failed' ? (
        <>
          {' '}
          <Button variant="link" onClick={looked.retry}>
            Try again
          </Button>
        </>
      ) : null}
    </div>
  )
}

const NOTHING = 'No user, token, run, message or view starts with this.'

function wordsOf(typed: string, looked: Found, listed: number): string | null {
  switch (looked.state) {
    case 'refused':
      return 'IP addresses and device ids are not sent from here. Type the first digits of a token instead.'
    case 'looking':
      return 'Looking for users, tokens, runs, messages and views…'
    case 'failed':
      return `Users, tokens, runs, messages and views could not be looked for: ${looked.cause.replace(/\.$/, '')}.`
    case 'ready':
      if (looked.found.length > 0) return null
      return listed === 0 ? `No results for “${typed.trim()}”. ${NOTHING}` : NOTHING
    case 'idle':
      return listed === 0 ? `No results for “${typed}”.` : null
  }
}
