'use server'

import { z } from 'zod'
import { serverAction, verbAction } from '@/app/(console)/server-action'
import { countErasable } from '@/lib/db/vault/count-erasable'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import { userId } from '@/lib/reveal/erase/user-id'

/** What an erasure would reach; changes nothing. */
export const previewErasure = serverAction(
  'erase-preview',
  { permission: 'erase', input: z.object({ userId }), changesNothing: true },
  async (_context, { userId }) => {
    const erasable = await countErasable(userId)
    return { ...erasable, kind: 'counted' as const, userId }
  },
)

/** Erases a person for good. */
export const erasePerson = verbAction('erase', eraseUser, '/settings/erase')
