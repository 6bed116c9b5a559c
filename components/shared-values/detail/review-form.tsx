'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useDraft } from '@/components/draft/use-draft'
import { MARK_NAMES } from '@/components/shared-values/shared-words'
import { Button } from '@/components/ui/button'
import { callAction } from '@/components/ui/call-action'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import { Segments } from '@/components/ui/form/segments'
import type { ActionResult, Done } from '@/lib/model/action-result'
import { REVIEW_MARKS, type ReviewMark } from '@/lib/model/shared-values'

/** The server action that keeps a review. */
export type ReviewAction = (input: {
  token: string
  mark: ReviewMark
  note: string
}) => Promise<ActionResult<Done | { kind: 'not-found'; problem: string }>>

type Props = { token: string; onReview: ReviewAction }

const MAX_NOTE_LENGTH = 1_000
const MARKS = REVIEW_MARKS.map((mark) => ({ value: mark, label: MARK_NAMES[mark] }))

/** Says something of a device: a mark and a note. */
export function ReviewForm({ token, onReview }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [mark, setMark] = useState<ReviewMark | null>(null)
  const note = useDraft('review')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = () => {
    if (mark === null) return setProblem('Choose what to mark it as.')
    start(async () => {
      const result = await callAction(() => onReview({ token, mark, note: note.text }))
      if (result.kind !== 'done') return setProblem(result.problem)
      setProblem(null)
      setMark(null)
      note.write('')
      router.refresh()
    })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="flex flex-col gap-2"
    >
      <Segments legend="Mark as" legendHidden options={MARKS} value={mark} onChange={setMark} />
      <Label htmlFor="review-note" className="sr-only">
        Note
      </Label>
      <textarea
        id="review-note"
        rows={3}
        maxLength={MAX_NOTE_LENGTH}
        placeholder="Why? Everyone can read it; no originals, please."
        value={note.text}
        onChange={(event) => note.write(event.target.value)}
        className={cn(fieldStyle, 'w-full resize-y px-2.5 py-1.5')}
      />
      <div className="flex items-center justify-between gap-2">
        <p role="alert" className="text-danger">
          {problem}
        </p>
        <Button type="submit" size="sm" disabled={pending} aria-busy={pending}>
          Save the review
        </Button>
      </div>
    </form>
  )
}
