'use server'

import { z } from 'zod'
import { serverAction } from '@/app/(console)/server-action'
import {
  changeView,
  deleteView,
  MAX_VIEWS,
  saveView,
  setDefaultView,
} from '@/lib/db/views/saved-views'
import { parseLoginsQuery, viewOf } from '@/lib/model/query/logins-query'
import { holdsOriginal } from '@/lib/model/text/holds-original'
import { isPlainText } from '@/lib/model/text/is-plain-text'

const NO_NAME = 'Give it a name of 1 to 80 characters.'
const NAMES_ORIGINAL =
  'Leave IP addresses and device ids out of the name: it is kept as it is typed.'
const NO_SUCH_VIEW = 'There is no such view any more.'

const newView = z.object(
  {
    name: z
      .string({ error: NO_NAME })
      .trim()
      .min(1, { error: NO_NAME })
      .max(80, { error: NO_NAME })
      .refine(isPlainText, { error: NO_NAME })
      .refine((text) => !holdsOriginal(text), { error: NAMES_ORIGINAL }),
    query: z.string({ error: NO_NAME }).max(8_000, { error: NO_NAME }),
    shared: z.boolean({ error: NO_NAME }),
  },
  { error: NO_NAME },
)
const viewId = z
  .int({ error: NO_SUCH_VIEW })
  .positive({ error: NO_SUCH_VIEW })
  .max(2_147_483_647, { error: NO_SUCH_VIEW })
const sharing = z.object(
  { id: viewId, shared: z.boolean({ error: NO_SUCH_VIEW }) },
  { error: NO_SUCH_VIEW },
)

/** Saves a filter under a name. */
export const saveLoginsView = serverAction(
  'save-view',
  { permission: 'save-views', input: newView },
  async ({ actor }, { name, shared, query: given }) => {
    // Only what is understood is kept: others will open it.
    const query = viewOf(parseLoginsQuery(new URLSearchParams(given)).query)
    const { kind } = await saveView({ name, query, shared, ownerId: actor.user.id })
    if (kind === 'saved') return { kind: 'done' as const }
    return kind === 'name-taken'
      ? { kind, problem: 'You have a view of this name already.' }
      : { kind, problem: `You’ve reached the limit of ${MAX_VIEWS} saved views.` }
  },
)

/** Shows a view of one's own to the team, or to oneself alone. */
export const shareLoginsView = serverAction(
  'share-view',
  { permission: 'save-views', input: sharing },
  async ({ actor }, { id, shared }) => {
    const { kind } = await changeView(id, actor.user.id, { shared })
    return doneOrGone(kind === 'saved')
  },
)

/** Deletes a view of one's own. */
export const deleteLoginsView = serverAction(
  'delete-view',
  { permission: 'save-views', input: viewId },
  async ({ actor }, id) => doneOrGone(await deleteView(id, actor.user.id)),
)

/** Makes a view the one that one's logins open with; null for none. */
export const defaultLoginsView = serverAction(
  'default-view',
  { permission: 'save-views', input: viewId.nullable() },
  async ({ actor }, id) => doneOrGone(await setDefaultView(actor.user.id, id)),
)

function doneOrGone(isDone: boolean) {
  return isDone ? { kind: 'done' as const } : { kind: 'not-found' as const, problem: NO_SUCH_VIEW }
}
