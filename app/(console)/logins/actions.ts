'use server'

import { z } from 'zod'
import { authorise } from '@/lib/auth/authorise'
import {
  changeView,
  deleteView,
  MOST_VIEWS,
  saveView,
  setDefaultView,
} from '@/lib/db/views/saved-views'
import { describeFailure } from '@/lib/errors'
import { log } from '@/lib/log'
import { parseLoginsQuery, viewOf } from '@/lib/model/logins-query'

type Answer = { ok: true } | { ok: false; problem: string }

const viewId = z.int().positive().max(2_147_483_647)
const newView = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .refine((text) => !text.includes('\0') && text.isWellFormed()),
  query: z.string().max(8_000),
  shared: z.boolean(),
})
const NO_SUCH_VIEW: Answer = { ok: false, problem: 'There is no such view any more.' }

/** Saves a filter under a name. */
export async function saveLoginsView(given: z.input<typeof newView>): Promise<Answer> {
  return attempt('save-view', async (ownerId) => {
    const parsed = newView.safeParse(given)
    if (!parsed.success) return { ok: false, problem: 'Give it a name of 1 to 80 characters.' }
    // Only what is understood is kept: others will open it.
    const query = viewOf(parseLoginsQuery(new URLSearchParams(parsed.data.query)).query)
    const { kind } = await saveView({ ...parsed.data, query, ownerId })
    if (kind === 'saved') return { ok: true }
    return kind === 'name-taken'
      ? { ok: false, problem: 'You have a view of this name already.' }
      : { ok: false, problem: `Nobody can have more than ${MOST_VIEWS} views.` }
  })
}

/** Shows a view of one's own to the team, or to oneself alone. */
export async function shareLoginsView(id: number, shared: boolean): Promise<Answer> {
  return attempt('share-view', async (ownerId) => {
    const known = viewId.safeParse(id)
    if (!known.success) return NO_SUCH_VIEW
    const { kind } = await changeView(known.data, ownerId, { shared: shared === true })
    return kind === 'saved' ? { ok: true } : NO_SUCH_VIEW
  })
}

/** Deletes a view of one's own. */
export async function deleteLoginsView(id: number): Promise<Answer> {
  return attempt('delete-view', async (ownerId) => {
    const known = viewId.safeParse(id)
    return known.success && (await deleteView(known.data, ownerId)) ? { ok: true } : NO_SUCH_VIEW
  })
}

/** Makes a view the one that one's logins open with; null for none. */
export async function defaultLoginsView(id: number | null): Promise<Answer> {
  return attempt('default-view', async (userId) => {
    const known = viewId.nullable().safeParse(id)
    return known.success && (await setDefaultView(userId, known.data)) ? { ok: true } : NO_SUCH_VIEW
  })
}

async function attempt(name: string, act: (userId: string) => Promise<Answer>): Promise<Answer> {
  try {
    const authorised = await authorise()
    return authorised.ok ? await act(authorised.user.id) : authorised
  } catch (error) {
    log.error(`${name}.failed`, {}, error)
    return { ok: false, problem: `${describeFailure(error)}.` }
  }
}
