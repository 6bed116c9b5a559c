import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import {
  pauseAll,
  pauseWorker,
  previewSchedule,
  removeSchedule,
  saveSchedule,
  setWorkerLanes,
} from '@/app/(console)/workers/actions'
import { type Found, WorkersPage } from '@/components/workers/workers-page'
import { requireUser } from '@/lib/auth/require-user'
import { readSchedule } from '@/lib/db/plan/read-schedule'
import { nextTimes } from '@/lib/ingest/schedule/next-times'
import { readIngestion } from '@/lib/live/read-ingestion'
import { can } from '@/lib/model/permissions'

export const metadata: Metadata = { title: 'Workers' }

const SHOWN_TIMES = 5

/** The processes that ingest by themselves, and the schedule. */
export default async function Workers() {
  const mayIngest = can(await requireUser(), 'ingest')
  return (
    <WorkersPage
      loaded={await attemptRead('workers', read)}
      actions={
        mayIngest
          ? {
              workers: { pause: pauseWorker, setLanes: setWorkerLanes },
              pauseAll,
              schedule: { preview: previewSchedule, save: saveSchedule, remove: removeSchedule },
            }
          : null
      }
    />
  )
}

async function read(): Promise<Found> {
  const [ingestion, schedule] = await Promise.all([readIngestion(), readSchedule()])
  const times = schedule === null ? [] : nextTimes(schedule, new Date(), SHOWN_TIMES)
  return { ingestion, schedule, nextTimes: times.map((at) => at.toISOString()) }
}
