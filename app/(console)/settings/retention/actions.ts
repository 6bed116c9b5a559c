'use server'

import { revalidatePath } from 'next/cache'
import { serverAction } from '@/app/(console)/server-action'
import { RETENTION_SETTING } from '@/app/(console)/settings/retention/inputs'
import { changeRetention } from '@/lib/db/retention/change-retention'
import { log } from '@/lib/log'

/** Sets how long something is kept, from the next night on. */
export const saveRetention = serverAction(
  'save-retention',
  { permission: 'manage-retention', input: RETENTION_SETTING },
  async ({ actor }, { kind, keepMonths }) => {
    await changeRetention(kind, keepMonths, actor.user.email)
    log.info('retention.setting-changed', { kind, keepMonths, userId: actor.user.id })
    revalidatePath('/settings/retention')
    return { kind: 'done' as const }
  },
)
