import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import {
  addAlertChannel,
  changeAlertChannel,
  muteAlertRule,
  removeAlertChannel,
  saveAlertRule,
  testAlertChannel,
} from '@/app/(console)/settings/alerts/actions'
import { type AlertsFound, AlertsPage } from '@/components/alerts/alerts-page'
import { requireUser } from '@/lib/auth/require-user'
import { listChannels } from '@/lib/db/alerts/list-channels'
import { listEvents } from '@/lib/db/alerts/list-events'
import { readEvaluation } from '@/lib/db/alerts/read-evaluation'
import { readRules, ruleView } from '@/lib/db/alerts/read-rules'
import type { AlertChannelView } from '@/lib/model/alerts/views'
import { can } from '@/lib/model/permissions'

export const metadata: Metadata = { title: 'Alerts' }

const SHOWN_EVENTS = 200

/** What is watched and how it stands, where it is told, and what happened. */
export default async function Alerts() {
  const user = await requireUser()
  const mayManage = can(user, 'manage-alerts')
  return (
    <AlertsPage
      viewer={user.role}
      loaded={await attemptRead('alerts', () => read(mayManage))}
      actions={
        mayManage
          ? {
              saveRule: saveAlertRule,
              mute: muteAlertRule,
              add: addAlertChannel,
              change: changeAlertChannel,
              remove: removeAlertChannel,
              test: testAlertChannel,
            }
          : null
      }
    />
  )
}

async function read(mayManage: boolean): Promise<AlertsFound> {
  const [rules, channels, events, evaluation] = await Promise.all([
    readRules(),
    listChannels(),
    listEvents(SHOWN_EVENTS),
    readEvaluation(),
  ])
  return {
    rules: rules.map(ruleView),
    channels: mayManage ? channels : channels.map(withoutAnswers),
    events,
    eventsLimit: SHOWN_EVENTS,
    isEvaluated: evaluation.isHeld,
    evaluatedAt: evaluation.at?.toISOString() ?? null,
  }
}

/** What another server answered, and who gets mail, is for those who set the channel up. */
function withoutAnswers(channel: AlertChannelView): AlertChannelView {
  const deliveries = channel.deliveries.map((delivery) => ({ ...delivery, answer: null }))
  return { ...channel, mailFrom: null, mailTo: null, deliveries }
}
