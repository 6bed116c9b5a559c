'use server'

import { verbAction } from '@/app/(console)/server-action'
import { setRetention } from '@/lib/reveal/manage-retention'

/** Sets how long something is kept, from the next night on. */
export const saveRetention = verbAction('save-retention', setRetention, '/settings/retention')
