'use client'

import { useEffect, useState } from 'react'

/** After so long, whoever pressed a button wonders whether it was heard. */
const WONDER_MS = 2_000

/** Beside the buttons of a dialog: that an answer is still waited for. */
export function PendingNote({ pending }: { pending: boolean }) {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!pending) return
    const timer = setTimeout(() => setLong(true), WONDER_MS)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [pending])
  if (!isLong) return null
  return (
    <p role="status" className="mr-auto self-center text-muted text-sm">
      Waiting for the server…
    </p>
  )
}
