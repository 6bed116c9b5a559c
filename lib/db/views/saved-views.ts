import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { database } from '@/lib/db/client'
import { replaceInQuery } from '@/lib/db/replace-in-query'
import { transaction } from '@/lib/db/transaction'
import { failureCode } from '@/lib/errors'
import { MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'

/** A named filter of the logins. */
export type SavedView = {
  id: number
  name: string
  /** The search part of the URL. */
  query: string
  shared: boolean
  isMine: boolean
  /** Whether the logins open with it for the one who asks. */
  isDefault: boolean
  ownerEmail: string
}

export const MAX_VIEWS = 100

type SaveOutcome = { kind: 'saved'; id: number } | { kind: 'name-taken' } | { kind: 'too-many' }

/** Saves a filter under a new name of its owner's. */
export async function saveView(view: {
  ownerId: string
  name: string
  query: string
  shared: boolean
}): Promise<SaveOutcome> {
  const { ownerId } = view
  const query = withoutOriginals(view.query)
  return unlessNameTaken(() =>
    transaction(async (tx) => {
      // One after the other, so that several at once do not all find room for the last one.
      await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${ownerId} FOR NO KEY UPDATE`
      if ((await tx.savedView.count({ where: { ownerId } })) >= MAX_VIEWS) return null
      return tx.savedView.create({ data: { ...view, query } })
    }),
  )
}

/** Changes a view of one's own. */
export async function changeView(
  id: number,
  ownerId: string,
  change: { name?: string; query?: string; shared?: boolean },
): Promise<SaveOutcome | { kind: 'not-found' }> {
  const mine = await database().savedView.findFirst({ where: { id, ownerId } })
  if (mine === null) return { kind: 'not-found' }
  return unlessNameTaken(() => database().savedView.update({ where: { id }, data: change }))
}

/** Deletes a view of one's own; whoever had it as default has none then. */
export async function deleteView(id: number, ownerId: string): Promise<boolean> {
  const { count } = await database().savedView.deleteMany({ where: { id, ownerId } })
  return count > 0
}

/** Makes a view one can see one's default; null for none. @returns false where it is not to be seen. */
export async function setDefaultView(userId: string, viewId: number | null): Promise<boolean> {
  if (viewId === null) {
    await database().defaultView.deleteMany({ where: { userId } })
    return true
  }
  const seen = await database().savedView.findFirst({
    where: { id: viewId, OR: [{ ownerId: userId }, { shared: true }] },
  })
  if (seen === null) return false
  await database().defaultView.upsert({
    where: { userId },
    create: { userId, viewId },
    update: { viewId },
  })
  return true
}

/** One's own views and those that others share, by name. */
export async function listViews(userId: string): Promise<SavedView[]> {
  const [views, chosen] = await Promise.all([
    database().savedView.findMany({
      where: { OR: [{ ownerId: userId }, { shared: true }] },
      include: { owner: { select: { email: true } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: 500,
    }),
    database().defaultView.findUnique({ where: { userId } }),
  ])
  return views.map(({ id, name, query, shared, ownerId, owner }) => ({
    id,
    name,
    query: withoutOriginals(query),
    shared,
    isMine: ownerId === userId,
    // A default whose owner stopped sharing it is not among these, and so is none.
    isDefault: id === chosen?.viewId,
    ownerEmail: owner.email,
  }))
}

/** One saved from a filter that somebody typed, or when adopted originals were shown still. */
function withoutOriginals(query: string): string {
  return replaceInQuery(query, MASKED_FIELD_NAMES, (_, value) => hideOriginal(value))
}

/** @param save null where there are too many. */
async function unlessNameTaken(save: () => Promise<{ id: number } | null>): Promise<SaveOutcome> {
  try {
    const saved = await save()
    return saved === null ? { kind: 'too-many' } : { kind: 'saved', id: saved.id }
  } catch (error) {
    if (failureCode(error) === 'P2002' || failureCode(error) === '23505') {
      return { kind: 'name-taken' }
    }
    throw error
  }
}
