import type { Metadata } from 'next'
import { inTime } from '@/app/(console)/in-time'
import { requirePermission } from '@/app/(console)/require-permission'
import { erasePerson, previewErasure } from '@/app/(console)/settings/erase/actions'
import { ErasePage } from '@/components/settings/erase-page'
import { listErasures } from '@/lib/db/reveal-log/list-erasures'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'

export const metadata: Metadata = { title: 'Erasure' }

const SHOWN = 200

/** Where an admin erases a person, and who was erased before. */
export default async function Erase() {
  await requirePermission('erase')
  return <ErasePage found={await read()} preview={previewErasure} erase={erasePerson} />
}

async function read() {
  try {
    return { ok: true as const, erasures: await inTime(listErasures(SHOWN)), limit: SHOWN }
  } catch (error) {
    log.error('erasures.read-failed', {}, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}
