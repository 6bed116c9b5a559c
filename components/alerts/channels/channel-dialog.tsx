'use client'

import { useState } from 'react'
import type { ChannelActions, ChannelTexts } from '@/components/alerts/alert-actions'
import { CHANNEL_KIND_WORDS } from '@/components/alerts/alert-words'
import { ChannelFields, type TypedChannel } from '@/components/alerts/channels/channel-fields'
import { CHECK_THE_LIST, callAction } from '@/components/ui/ask/call-action'
import { Segments } from '@/components/ui/form/segments'
import { FormDialog } from '@/components/ui/overlay/form-dialog'
import { ALERT_CHANNEL_KINDS, type AlertChannelKind } from '@/lib/model/alerts/alert'
import type { AlertChannelView } from '@/lib/model/alerts/views'

type Props = {
  onSecret: (secret: string) => void
  onClose: () => void
} & (
  | { channel: null; save: ChannelActions['add'] }
  | { channel: AlertChannelView; save: ChannelActions['change'] }
)

const KINDS = ALERT_CHANNEL_KINDS.map((kind) => ({ value: kind, label: CHANNEL_KIND_WORDS[kind] }))

/** Asks for what a channel needs; the URL of one that is changed is asked for only where it changes. */
export function ChannelDialog(props: Props) {
  const { channel, onSecret, onClose } = props
  const [kind, setKind] = useState<AlertChannelKind>(channel?.kind ?? 'webhook')
  const [typed, setTyped] = useState<TypedChannel>({
    name: channel?.name ?? '',
    target: '',
    mailFrom: channel?.mailFrom ?? '',
    mailTo: channel?.mailTo ?? '',
  })
  const submit = async () => {
    const result = await callAction(() => save(props, kind, typed), CHECK_THE_LIST)
    if (result.kind !== 'saved') return result.problem
    if (result.secret !== null) onSecret(result.secret)
    return undefined
  }
  return (
    <FormDialog
      title={channel === null ? 'Add a channel' : `Change ${channel.name}`}
      description="It receives a message when a rule fires and when it is resolved. Messages contain no personal data."
      confirm={channel === null ? 'Add' : 'Save'}
      onSubmit={submit}
      onClose={onClose}
    >
      {channel === null ? (
        <Segments legend="Kind" options={KINDS} value={kind} onChange={setKind} />
      ) : null}
      <ChannelFields
        kind={kind}
        shownTarget={channel?.shownTarget ?? null}
        typed={typed}
        onChange={setTyped}
      />
    </FormDialog>
  )
}

function save(
  props: Props,
  kind: AlertChannelKind,
  { name, target, mailFrom, mailTo }: TypedChannel,
) {
  const isMail = kind === 'email'
  const texts: ChannelTexts = {
    name,
    mailFrom: isMail ? mailFrom : null,
    mailTo: isMail ? mailTo : null,
  }
  if (props.channel === null) return props.save({ ...texts, kind, target })
  const { id, isOn } = props.channel
  return props.save({ ...texts, id, isOn, ...(target === '' ? {} : { target }) })
}
