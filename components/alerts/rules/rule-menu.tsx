'use client'

import { BellOff, Ellipsis, Power, SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { RuleActions } from '@/components/alerts/alert-actions'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import {
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
} from '@/components/ui/overlay/dropdown-menu'
import { DropdownMenu, DropdownMenuTrigger } from '@/components/ui/overlay/menu-root'
import { toast } from '@/components/ui/overlay/toast-store'
import { alertRule } from '@/lib/model/alerts/alert-rules'
import { MUTE_NAMES, MUTES, type MuteName } from '@/lib/model/alerts/mutes'
import type { AlertRuleView } from '@/lib/model/alerts/views'
import type { ActionResult, Done } from '@/lib/model/answers/action-result'

const RuleDialog = lazy(async () => ({
  default: (await import('@/components/alerts/rules/rule-dialog')).RuleDialog,
}))

type Props = { view: AlertRuleView; actions: RuleActions }

/** Turns a rule on or off, mutes it, and opens what else can be set of it. */
export function RuleMenu({ view, actions }: Props) {
  const [isChanging, setChanging] = useState(false)
  const { rule, isOn, isMuted } = view
  const { title, threshold } = alertRule(rule)
  const settings = { rule, threshold: view.threshold, hours: hoursOf(view) }
  const turn = () =>
    tell(`${title} is ${isOn ? 'off' : 'on'}.`, () =>
      actions.saveRule({ ...settings, isOn: !isOn }),
    )
  const mute = (name: MuteName | 'off') =>
    tell(name === 'off' ? `${title} is unmuted.` : `${title} is muted ${MUTES[name].label}.`, () =>
      actions.mute({ rule, mute: name }),
    )
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`Change ${title}`}>
            <Ellipsis />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => void turn()}>
            <Power /> Turn {isOn ? 'off' : 'on'}
          </DropdownMenuItem>
          {threshold === null && rule !== 'reveals-outside-hours' ? null : (
            <DropdownMenuItem onSelect={() => setChanging(true)}>
              <SlidersHorizontal /> {threshold === null ? 'Set the hours…' : 'Set the threshold…'}
            </DropdownMenuItem>
          )}
          <DropdownMenuSeparator />
          {isMuted ? (
            <DropdownMenuItem onSelect={() => void mute('off')}>
              <BellOff /> Unmute
            </DropdownMenuItem>
          ) : null}
          {MUTE_NAMES.map((name) => (
            <DropdownMenuItem key={name} onSelect={() => void mute(name)}>
              <BellOff /> Mute {MUTES[name].label}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      {isChanging ? (
        <Suspense>
          <RuleDialog view={view} save={actions.saveRule} onClose={() => setChanging(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

/** Only one rule has hours. */
function hoursOf({ rule, hours }: AlertRuleView) {
  return rule === 'reveals-outside-hours' ? hours : null
}

async function tell(done: string, ask: () => Promise<ActionResult<Done>>): Promise<void> {
  const result = await callAction(ask)
  if (result.kind === 'done') toast.success(done)
  else toast.error('Nothing was changed.', { description: result.problem })
}
