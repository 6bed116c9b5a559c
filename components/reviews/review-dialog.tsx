'use client'

import { useState } from 'react'
import { useDraft } from '@/components/draft/use-draft'
import { AssigneeSelect } from '@/components/reviews/assignee-select'
import { MARK_OPTIONS, REVIEWED_WORDS } from '@/components/reviews/mark-names'
import type { ReviewAction } from '@/components/reviews/review-action'
import { callAction } from '@/components/ui/ask/call-action'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import { Segments } from '@/components/ui/form/segments'
import { FormDialog } from '@/components/ui/overlay/form-dialog'
import { formatCount } from '@/lib/format/format'
import { MAX_NOTE_LENGTH, type ReviewKind, type ReviewMark } from '@/lib/model/shared/reviews'

type Props = {
  kind: ReviewKind
  subjects: string[]
  assignees: readonly string[]
  onReview: ReviewAction
  onClose: () => void
  onDone: () => void
}

/** Says one thing of several devices, IPs or users: a mark, a note, who looks after them. */
export function ReviewDialog({ kind, subjects, assignees, onReview, onClose, onDone }: Props) {
  const [mark, setMark] = useState<ReviewMark | null>(null)
  const [assignee, setAssignee] = useState<string | null | undefined>(undefined)
  const note = useDraft('bulk-review')
  const { one, many } = REVIEWED_WORDS[kind]
  const count = formatCount(subjects.length, one, many)
  const submit = async () => {
    const saysNothing = mark === null && assignee === undefined && note.text.trim() === ''
    if (saysNothing) return 'Choose what to mark them as, or who looks after them.'
    const result = await callAction(() =>
      onReview({ kind, subjects, mark, note: note.text, assignee }),
    )
    if (result.kind !== 'done') return result.problem
    note.write('')
    onDone()
    return undefined
  }
  return (
    <FormDialog
      title={`Review ${count}`}
      description="Fields left unchanged keep their value for each. The note is added to all."
      confirm={`Save ${count}`}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields
        mark={mark}
        onMark={setMark}
        note={note.text}
        onNote={note.write}
        assignees={assignees}
        assignee={assignee}
        onAssignee={setAssignee}
      />
    </FormDialog>
  )
}

type FieldsProps = {
  mark: ReviewMark | null
  onMark: (mark: ReviewMark) => void
  note: string
  onNote: (note: string) => void
  assignees: readonly string[]
  /** Absent where it is left as it is. */
  assignee: string | null | undefined
  onAssignee: (assignee: string | null | undefined) => void
}

function Fields(props: FieldsProps) {
  const { mark, onMark, note, onNote, assignees, assignee, onAssignee } = props
  return (
    <>
      <Segments legend="Mark as" options={MARK_OPTIONS} value={mark} onChange={onMark} />
      <div>
        <Label htmlFor="bulk-note">Note</Label>
        <textarea
          id="bulk-note"
          rows={3}
          maxLength={MAX_NOTE_LENGTH}
          placeholder="Why? Everyone can read it; no originals, please."
          value={note}
          onChange={(event) => onNote(event.target.value)}
          className={cn(fieldStyle, 'w-full resize-y px-2.5 py-1.5')}
        />
      </div>
      <div>
        <Label htmlFor="bulk-assignee">Assignee</Label>
        <AssigneeSelect
          id="bulk-assignee"
          className="w-full"
          assignees={assignees}
          value={assignee}
          unchanged="As it is"
          onChange={onAssignee}
        />
      </div>
    </>
  )
}
