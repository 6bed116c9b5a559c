'use client'

import { Ellipsis, KeyRound, Pencil, Power, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ChannelActions } from '@/components/alerts/alert-actions'
import { ChannelDialog } from '@/components/alerts/channels/channel-dialog'
import { CHECK_THE_LIST, callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/overlay/confirm-dialog'
import {
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
} from '@/components/ui/overlay/dropdown-menu'
import { DropdownMenu, DropdownMenuTrigger } from '@/components/ui/overlay/menu-root'
import { toast } from '@/components/ui/overlay/toast-store'
import type { AlertChannelView } from '@/lib/model/alerts/views'

type Props = {
  channel: AlertChannelView
  actions: ChannelActions
  onSecret: (secret: string) => void
}

type Asking = 'change' | 'renew' | 'remove'

/** Turns a channel on or off, changes it, makes it a new secret, or removes it. */
export function ChannelMenu({ channel, actions, onSecret }: Props) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const { id, name, isOn, mailFrom, mailTo } = channel
  const close = () => setAsking(null)

  const change = async (what: { isOn: boolean; renewSecret?: boolean }) => {
    const asked = { id, name, mailFrom, mailTo, ...what }
    const result = await callAction(() => actions.change(asked), CHECK_THE_LIST)
    if (result.kind !== 'saved') return result.problem
    if (result.secret !== null) onSecret(result.secret)
    return undefined
  }
  const turn = async () => {
    const problem = await change({ isOn: !isOn })
    if (problem === undefined) toast.success(`${name} is ${isOn ? 'off' : 'on'}.`)
    else toast.error('Nothing was changed.', { description: problem })
  }
  const remove = async () => {
    const result = await callAction(() => actions.remove({ id }), CHECK_THE_LIST)
    return result.kind === 'done' ? undefined : result.problem
  }
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`Change ${name}`}>
            <Ellipsis />
          </Button>
        </DropdownMenuTrigger>
        <Choices channel={channel} onTurn={() => void turn()} onAsk={setAsking} />
      </DropdownMenu>
      {asking === 'change' ? (
        <ChannelDialog
          channel={channel}
          save={actions.change}
          onSecret={onSecret}
          onClose={close}
        />
      ) : null}
      {asking === 'renew' ? (
        <ConfirmDialog
          title={`Make a new secret for ${name}?`}
          description="The old secret stops working at once. The receiver needs the new one to verify signatures."
          confirm="Make a new secret"
          onConfirm={() => change({ isOn, renewSecret: true })}
          onClose={close}
        />
      ) : null}
      {asking === 'remove' ? (
        <ConfirmDialog
          title={`Remove ${name}?`}
          description="It receives no more alerts, and the record of what was sent to it is deleted."
          confirm="Remove 1 channel"
          danger
          onConfirm={remove}
          onClose={close}
        />
      ) : null}
    </>
  )
}

type ChoicesProps = {
  channel: AlertChannelView
  onTurn: () => void
  onAsk: (asking: Asking) => void
}

function Choices({ channel, onTurn, onAsk }: ChoicesProps) {
  return (
    <DropdownMenuContent align="end">
      <DropdownMenuItem onSelect={onTurn}>
        <Power /> Turn {channel.isOn ? 'off' : 'on'}
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => onAsk('change')}>
        <Pencil /> Change…
      </DropdownMenuItem>
      {channel.kind === 'webhook' ? (
        <DropdownMenuItem onSelect={() => onAsk('renew')}>
          <KeyRound /> Make a new secret…
        </DropdownMenuItem>
      ) : null}
      <DropdownMenuSeparator />
      <DropdownMenuItem danger onSelect={() => onAsk('remove')}>
        <Trash2 /> Remove…
      </DropdownMenuItem>
    </DropdownMenuContent>
  )
}
