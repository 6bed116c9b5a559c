'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { readDraft, writeDraft } from '@/components/draft/drafts'
import { withStorage } from '@/components/draft/with-storage'
import { useShell } from '@/components/shell/shell-context'

type DraftField = {
  text: string
  write: (text: string) => void
  /** It was sent: it need not be kept any more, and stays in the field until it is written over. */
  drop: () => void
}

/**
 * The text of a field, kept while it is being written (see `writeDraft`), and there again after a new
 * sign-in.
 * @param field tells it from the others of the page.
 * @param initial what it holds at first; with it, nothing that was kept comes back.
 */
export function useDraft(field: string, initial = ''): DraftField {
  const { user } = useShell()
  const place = `${usePathname()} ${field}`
  const [text, setText] = useState(initial)
  const keep = (next: string) =>
    withStorage((storage) =>
      writeDraft(storage, place, { owner: user.email, text: next, at: Date.now() }),
    )
  const restore = useEffectEvent(() => {
    const kept = withStorage((storage) => readDraft(storage, place, user.email, Date.now()))
    if (kept && text === '') setText(kept)
  })
  useEffect(() => restore(), [])
  return {
    text,
    write: (next) => {
      setText(next)
      if (next !== text) keep(next)
    },
    drop: () => keep(''),
  }
}
