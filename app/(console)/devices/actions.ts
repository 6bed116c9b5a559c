'use server'

import { z } from 'zod'
import { serverAction } from '@/app/(console)/server-action'
import { findShared } from '@/lib/db/shared/find-shared'
import { reviewDevice } from '@/lib/db/shared/review-device'
import { REVIEW_MARKS } from '@/lib/model/shared-values'
import { holdsOriginal } from '@/lib/model/text/holds-original'

const NOT_KEPT = 'This cannot be kept: shorten the note.'
const NAMES_ORIGINAL =
  'Leave IP addresses and device ids out of the note: it is kept as it is typed, and shown to everybody.'

const text = z
  .string({ error: NOT_KEPT })
  .refine((given) => !given.includes('\0') && given.isWellFormed(), { error: NOT_KEPT })
const review = z.object(
  {
    token: text.min(1, { error: NOT_KEPT }).max(256, { error: NOT_KEPT }),
    mark: z.enum(REVIEW_MARKS, { error: NOT_KEPT }),
    note: text
      .trim()
      .max(1_000, { error: NOT_KEPT })
      .refine((note) => !holdsOriginal(note), { error: NAMES_ORIGINAL }),
  },
  { error: NOT_KEPT },
)

/** Marks a device, with a note, in the name of whoever is signed in. */
export const markDevice = serverAction(
  'mark-device',
  { permission: 'review-devices', input: review },
  async ({ actor }, { token, mark, note }) => {
    const device = await findShared('device', token)
    if (device === null) {
      return { kind: 'not-found' as const, problem: 'There is no such device any more.' }
    }
    await reviewDevice({ token: device.token, mark, note, by: actor.user.email })
    return { kind: 'done' as const }
  },
)
