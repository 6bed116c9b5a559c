'use server'

import { z } from 'zod'
import { serverAction } from '@/app/(console)/server-action'
import { listAssignees } from '@/lib/db/accounts/list-assignees'
import { addReviews } from '@/lib/db/reviews/add-reviews'
import { findSubjects } from '@/lib/db/reviews/find-subjects'
import {
  MAX_NOTE_LENGTH,
  MAX_REVIEWED_AT_ONCE,
  REVIEW_KINDS,
  REVIEW_MARKS,
} from '@/lib/model/shared/reviews'
import { holdsOriginal } from '@/lib/model/text/holds-original'
import { isPlainText } from '@/lib/model/text/is-plain-text'

const NOT_KEPT = 'This cannot be kept: shorten the note.'
const TOO_MANY = `At most ${MAX_REVIEWED_AT_ONCE} are reviewed at once.`
const NAMES_ORIGINAL =
  'Leave IP addresses and device ids out of the note: it is kept as it is typed, and shown to everybody.'

const text = z.string({ error: NOT_KEPT }).refine(isPlainText, { error: NOT_KEPT })
const review = z.object(
  {
    kind: z.enum(REVIEW_KINDS, { error: NOT_KEPT }),
    subjects: z
      .array(text.min(1, { error: NOT_KEPT }).max(256, { error: NOT_KEPT }), { error: NOT_KEPT })
      .min(1, { error: NOT_KEPT })
      .max(MAX_REVIEWED_AT_ONCE, { error: TOO_MANY }),
    mark: z.enum(REVIEW_MARKS, { error: NOT_KEPT }).nullable(),
    note: text
      .trim()
      .max(MAX_NOTE_LENGTH, { error: NOT_KEPT })
      .refine((note) => !holdsOriginal(note), { error: NAMES_ORIGINAL }),
    assignee: text.max(320, { error: NOT_KEPT }).nullish(),
  },
  { error: NOT_KEPT },
)

/** Marks devices, IPs or users, with one note and assignee, in the name of whoever is signed in. */
export const saveReviews = serverAction(
  'save-reviews',
  { permission: 'review', input: review },
  async ({ actor }, { kind, subjects, mark, note, assignee }) => {
    const notFound = (problem: string) => ({ kind: 'not-found' as const, problem })
    if (assignee && !(await listAssignees()).includes(assignee)) {
      return notFound('There is no such account to assign it to.')
    }
    const found = await findSubjects(kind, subjects)
    if (found.length < new Set(subjects).size) {
      return notFound(
        subjects.length === 1
          ? `There is no such ${kind === 'ip' ? 'IP' : kind} any more.`
          : 'Some of these are no longer there: load the page again.',
      )
    }
    await addReviews({ kind, subjects: found, mark, note, assignee, by: actor.user.email })
    return { kind: 'done' as const }
  },
)
