'use client'

import type { ChannelActions } from '@/components/alerts/alert-actions'
import { CHANNEL_KIND_WORDS } from '@/components/alerts/alert-words'
import { ChannelMenu } from '@/components/alerts/channels/channel-menu'
import { DeliveriesTable } from '@/components/alerts/channels/deliveries-table'
import { TestButton } from '@/components/alerts/test-button'
import { Badge } from '@/components/ui/badge'
import type { AlertChannelView } from '@/lib/model/alerts/views'

type Props = {
  channel: AlertChannelView
  /** Null for those who may only look. */
  actions: ChannelActions | null
  onSecret: (secret: string) => void
}

/** A channel: where it leads, whether it is on, and what became of its last messages. */
export function ChannelSection({ channel, actions, onSecret }: Props) {
  const { name, kind, isOn, shownTarget, mailTo, deliveries } = channel
  return (
    <section aria-label={`Channel ${name}`} className="border-line border-b py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4">
        <h2 className="font-medium">{name}</h2>
        <Badge tone={isOn ? 'ok' : 'neutral'}>{isOn ? 'on' : 'off'}</Badge>
        <span className="min-w-0 truncate text-muted">
          {CHANNEL_KIND_WORDS[kind]} · <span translate="no">{shownTarget}</span>
          {mailTo === null ? null : ` · to ${mailTo}`}
        </span>
        {actions === null ? null : (
          <div className="ml-auto flex items-center gap-2">
            <TestButton channel={channel} test={actions.test} />
            <ChannelMenu channel={channel} actions={actions} onSecret={onSecret} />
          </div>
        )}
      </div>
      {deliveries.length === 0 ? (
        <p className="px-4 pt-2 text-muted">Nothing has been sent to it yet.</p>
      ) : (
        <DeliveriesTable name={name} deliveries={deliveries} />
      )}
    </section>
  )
}
