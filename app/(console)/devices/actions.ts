'use server'

import { z } from 'zod'
import { authorise } from '@/lib/auth/authorise'
import { findShared } from '@/lib/db/shared/find-shared'
import { reviewDevice } from '@/lib/db/shared/review-device'
import { describeFailure } from '@/lib/errors'
import { log } from '@/lib/log'
import { REVIEW_MARKS, type ReviewMark } from '@/lib/model/shared-things'

const plain = z.string().refine((text) => !text.includes('\0') && text.isWellFormed())
const said = z.object({
  token: plain.min(1).max(256),
  mark: z.enum(REVIEW_MARKS),
  note: plain.trim().max(1_000),
})

/** Marks a device, with a note, in the name of whoever is signed in. */
export async function markDevice(
  token: string,
  mark: ReviewMark,
  note: string,
): Promise<{ ok: true } | { ok: false; problem: string }> {
  try {
    const authorised = await authorise()
    if (!authorised.ok) return authorised
    const review = said.safeParse({ token, mark, note })
    if (!review.success) return { ok: false, problem: 'This cannot be kept: shorten the note.' }
    const device = await findShared('device', review.data.token)
    if (device === null) return { ok: false, problem: 'There is no such device any more.' }
    await reviewDevice({ ...review.data, token: device.token, by: authorised.user.email })
    return { ok: true }
  } catch (error) {
    log.error('mark-device.failed', {}, error)
    return { ok: false, problem: `${describeFailure(error)}.` }
  }
}
