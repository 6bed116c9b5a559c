'use client'

import { useEffect, useState } from 'react'

const SHOWN_MS = 2_000

/** Words on what a key did, which go away by themselves. */
export function useBriefWords(): [string, (words: string) => void] {
  const [said, setSaid] = useState<{ words: string }>({ words: '' })
  useEffect(() => {
    if (said.words === '') return
    const timer = setTimeout(() => setSaid({ words: '' }), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [said])
  return [said.words, (words) => setSaid({ words })]
}

/** Says it at the foot of a pane, over what is there. */
export function BriefWords({ words }: { words: string }) {
  return (
    <div className="pointer-events-none sticky bottom-0 left-0 z-20 h-0">
      <p
        role="status"
        className="absolute bottom-2 left-4 rounded-md border border-line bg-surface px-2 py-1 shadow-float empty:opacity-0"
      >
        {words}
      </p>
    </div>
  )
}
