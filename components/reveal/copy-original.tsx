'use client'

import { Check, Copy, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-button'

/** Enters the copy into the reveal log; a sentence says why it was not. */
type RecordCopy = () => Promise<string | undefined>

type Props = {
  original: string
  /** What is copied, for screen readers. */
  label: string
  record: RecordCopy
}

type State = { kind: 'idle' | 'recording' | 'copied' } | { kind: 'failed'; problem: string }

const REFUSED = 'The browser refused to copy.'

/** Copies an original once the copy is in the reveal log; not before, and not otherwise. */
export function CopyOriginal({ original, label, record }: Props) {
  const [state, setState] = useState<State>({ kind: 'idle' })
  const isShown = useRef(true)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])

  const copy = async () => {
    setState({ kind: 'recording' })
    const problem = await record()
    // It was hidden meanwhile: what cannot be seen is not copied.
    if (!isShown.current) return
    if (problem !== undefined) setState({ kind: 'failed', problem })
    else if (await copyText(original)) setState({ kind: 'copied' })
    else setState({ kind: 'failed', problem: REFUSED })
  }
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={label}
      title={state.kind === 'failed' ? state.problem : 'Copying is recorded'}
      pending={state.kind === 'recording'}
      onClick={() => void copy()}
    >
      {state.kind === 'recording' ? <LoaderCircle className="animate-spin" /> : null}
      {state.kind === 'copied' ? <Check className="text-ok" /> : null}
      {state.kind === 'failed' ? <TriangleAlert className="text-danger" /> : null}
      {state.kind === 'idle' ? <Copy /> : null}
      <span role="status">
        {{ idle: 'Copy', recording: 'Copy', copied: 'Copied', failed: 'Not copied' }[state.kind]}
      </span>
    </Button>
  )
}
