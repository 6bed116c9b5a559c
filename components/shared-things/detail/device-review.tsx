'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { ReviewBadge } from '@/components/shared-things/review-badge'
import { MARK_NAMES } from '@/components/shared-things/shared-words'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import { RelativeTime } from '@/components/ui/time/relative-time'
import {
  REVIEW_MARKS,
  type DeviceReview as Review,
  type ReviewMark,
} from '@/lib/model/shared-things'

/** The server's answer to a review. */
export type ReviewAction = (
  token: string,
  mark: ReviewMark,
  note: string,
) => Promise<{ ok: true } | { ok: false; problem: string }>

type Props = { token: string; reviews: Review[]; onReview: ReviewAction }

const LONGEST_NOTE = 1_000

/** What was said of a device, by whom and when; and the form that says more. */
export function DeviceReview({ token, reviews, onReview }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [mark, setMark] = useState<ReviewMark | null>(null)
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = () => {
    if (mark === null) return setProblem('Choose what to mark it as.')
    start(async () => {
      const answer = await onReview(token, mark, note).catch(() => null)
      if (answer === null) return setProblem('The console did not answer.')
      if (!answer.ok) return setProblem(answer.problem)
      setProblem(null)
      setMark(null)
      setNote('')
      router.refresh()
    })
  }
  return (
    <section aria-label="Review" className="mt-4 border-line border-t pt-4">
      <h2 className="mb-2 font-semibold">Review</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        className="flex flex-col gap-2"
      >
        <div role="radiogroup" aria-label="Mark as" className="flex gap-1">
          {REVIEW_MARKS.map((each) => (
            // biome-ignore lint/a11y/useSemanticElements: a segment of the console's own look
            <button
              key={each}
              type="button"
              role="radio"
              aria-checked={mark === each}
              onClick={() => setMark(each)}
              className={cn(
                'h-7 flex-1 rounded-md border text-sm first-letter:uppercase',
                mark === each
                  ? 'border-accent bg-accent-soft font-medium text-accent'
                  : 'hover:bg-hover',
              )}
            >
              {MARK_NAMES[each]}
            </button>
          ))}
        </div>
        <Label htmlFor="review-note" className="sr-only">
          Note
        </Label>
        <textarea
          id="review-note"
          rows={3}
          maxLength={LONGEST_NOTE}
          placeholder="Why? Everyone can read it; no originals, please."
          value={note}
          onChange={(event) => setNote(event.target.value)}
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
      {reviews.length === 0 ? (
        <p className="mt-3 text-muted">Nobody has said anything of this device yet.</p>
      ) : (
        <ol className="mt-3 flex flex-col">
          {reviews.map((review) => (
            <li key={`${review.at} ${review.by}`} className="border-line border-t py-2.5">
              <div className="flex items-center justify-between gap-2">
                <ReviewBadge mark={review.mark} />
                <RelativeTime at={review.at} className="text-muted text-sm" />
              </div>
              {review.note === '' ? null : (
                <p className="mt-1 whitespace-pre-wrap break-words">{review.note}</p>
              )}
              <p className="mt-0.5 truncate text-muted text-sm">{review.by}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
