'use client'

import { Plus, Send } from 'lucide-react'
import { useState } from 'react'
import type { ChannelActions } from '@/components/alerts/alert-actions'
import { BrowserChannel } from '@/components/alerts/channels/browser-channel'
import { ChannelDialog } from '@/components/alerts/channels/channel-dialog'
import { ChannelSection } from '@/components/alerts/channels/channel-section'
import { SigningSecretDialog } from '@/components/alerts/channels/signing-secret-dialog'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { AlertChannelView } from '@/lib/model/alerts/views'

type Props = {
  channels: AlertChannelView[]
  /** Null for those who may only look. */
  actions: ChannelActions | null
}

/** Where alerts are told, and what became of each message. */
export function ChannelsPane({ channels, actions }: Props) {
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const add =
    actions === null ? null : (
      <Button variant="primary" onClick={() => setAdding(true)}>
        <Plus /> Add a channel…
      </Button>
    )
  return (
    <ScrollPane aria-label="Channels" className="flex-1">
      <BrowserChannel />
      {channels.map((channel) => (
        <ChannelSection key={channel.id} channel={channel} actions={actions} onSecret={setSecret} />
      ))}
      {channels.length === 0 ? (
        <EmptyState className="h-auto" icon={Send} title="No channel yet." actions={add}>
          Alerts are shown on this page only. Add a webhook, a Slack-compatible webhook or an e‑mail
          address to be notified while nobody is looking.
        </EmptyState>
      ) : add === null ? null : (
        <div className="px-4 py-3">{add}</div>
      )}
      {isAdding && actions !== null ? (
        <ChannelDialog
          channel={null}
          save={actions.add}
          onSecret={setSecret}
          onClose={() => setAdding(false)}
        />
      ) : null}
      <SigningSecretDialog secret={secret} onClose={() => setSecret(null)} />
    </ScrollPane>
  )
}
