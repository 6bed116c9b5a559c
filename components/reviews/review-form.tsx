'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useRef, useState, useTransition } from 'react'
import { useOpenAbout } from '@/components/case/about-context'
import { useDraft } from '@/components/draft/use-draft'
import { AssigneeSelect } from '@/components/reviews/assignee-select'
import { MARK_OPTIONS, REVIEWED_WORDS } from '@/components/reviews/mark-names'
import type { ReviewAction } from '@/components/reviews/review-action'
import { readAssignee, readMark, writeAssignee } from '@/components/reviews/review-draft'
import { useCommands } from '@/components/shell/palette/commands'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import { Segments } from '@/components/ui/form/segments'
import { MAX_NOTE_LENGTH, type ReviewKind } from '@/lib/model/shared/reviews'

type Props = {
  kind: ReviewKind
  subject: string
  /** Who looks after it now. */
  assignee: string | null
  assignees: readonly string[]
  onReview: ReviewAction
}

/** Says something of a device, an IP or a user: a mark, a note, who looks after it. */
export function ReviewForm({ kind, subject, assignee, assignees, onReview }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const note = useDraft('review')
  const markDraft = useDraft('review mark')
  const assigneeDraft = useDraft('review assignee')
  const mark = readMark(markDraft.text)
  const chosen = readAssignee(assigneeDraft.text)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = () => {
    const saysNothing = mark === null && chosen === undefined && note.text.trim() === ''
    if (saysNothing) return setProblem('Choose what to mark it as, or who looks after it.')
    start(async () => {
      const input = { kind, subjects: [subject], mark, note: note.text, assignee: chosen }
      const result = await callAction(() => onReview(input))
      if (result.kind !== 'done') return setProblem(result.problem)
      setProblem(null)
      for (const draft of [note, markDraft, assigneeDraft]) draft.write('')
      router.refresh()
    })
  }
  return (
    <form
      ref={useMarkCommand(kind)}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="flex flex-col gap-2"
    >
      <Segments
        legend="Mark as"
        legendHidden
        options={MARK_OPTIONS}
        value={mark}
        onChange={markDraft.write}
      />
      <NoteField note={note} />
      <div className="flex items-center gap-2">
        <Label htmlFor="review-assignee" className="mb-0 shrink-0 text-muted">
          Assignee
        </Label>
        <AssigneeSelect
          id="review-assignee"
          className="flex-1"
          assignees={assignees}
          value={chosen === undefined ? assignee : chosen}
          onChange={(next) => assigneeDraft.write(writeAssignee(next))}
        />
      </div>
      <div className="flex items-center justify-between gap-2">
        <p role="alert" className="text-danger">
          {problem}
        </p>
        <Button type="submit" size="sm" pending={pending}>
          Save the review
        </Button>
      </div>
    </form>
  )
}

function NoteField({ note }: { note: ReturnType<typeof useDraft> }) {
  return (
    <>
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
    </>
  )
}

/** A command that goes to the marks of a form. @returns the form's ref. */
function useMarkCommand(kind: ReviewKind) {
  const form = useRef<HTMLFormElement>(null)
  const openAbout = useOpenAbout()
  useCommands(
    useMemo(() => {
      const run = () => {
        openAbout()
        // It may have been shut: what is hidden takes no focus.
        requestAnimationFrame(() => form.current?.querySelector('input')?.focus())
      }
      const label = `Mark this ${REVIEWED_WORDS[kind].one}`
      return [{ id: 'mark', group: 'Page', label, words: 'review note assign', run }]
    }, [kind, openAbout]),
  )
  return form
}
