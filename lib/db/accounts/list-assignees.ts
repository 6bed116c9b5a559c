import { database } from '@/lib/db/client'

const MAX_LISTED = 500

/** The addresses of those who may look after something, in their order; at most 500. */
export async function listAssignees(): Promise<string[]> {
  const users = await database().user.findMany({
    select: { email: true },
    orderBy: { email: 'asc' },
    take: MAX_LISTED,
  })
  return users.map(({ email }) => email)
}
