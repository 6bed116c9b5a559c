import type { AlertChannelKind } from '@/lib/model/alerts/alert'
import type { AlertRuleKind } from '@/lib/model/alerts/alert-rules'
import type { MuteName } from '@/lib/model/alerts/mutes'
import type { RevealHours } from '@/lib/model/alerts/reveal-hours'
import type { ActionResult, Done } from '@/lib/model/answers/action-result'

/** `secret` is shown once: it is what a webhook's requests are signed with. */
type Saved = { kind: 'saved'; secret: string | null }
type Gone = { kind: 'gone'; problem: string }

/** How one attempt to tell a channel went. */
type Tested = {
  kind: 'tested'
  attempt: {
    isDelivered: boolean
    status: number | null
    ms: number
    answer: string | null
    problem: string | null
  }
}

export type ChannelTexts = {
  name: string
  target?: string
  mailFrom: string | null
  mailTo: string | null
}

export type RuleActions = {
  saveRule: (input: {
    rule: AlertRuleKind
    isOn: boolean
    threshold: number | null
    hours: RevealHours | null
  }) => Promise<ActionResult<Done>>
  mute: (input: { rule: AlertRuleKind; mute: MuteName | 'off' }) => Promise<ActionResult<Done>>
}

export type ChannelActions = {
  add: (
    input: ChannelTexts & { kind: AlertChannelKind; target: string },
  ) => Promise<ActionResult<Saved>>
  change: (
    input: ChannelTexts & { id: string; isOn: boolean; renewSecret?: boolean },
  ) => Promise<ActionResult<Saved | Gone>>
  remove: (input: { id: string }) => Promise<ActionResult<Done | Gone>>
  test: (input: { id: string }) => Promise<ActionResult<Tested | Gone>>
}
