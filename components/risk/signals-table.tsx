'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { SaveRiskSetting } from '@/components/risk/save-risk-setting'
import { SignalDialog } from '@/components/risk/signal-dialog'
import { useCommands } from '@/components/shell/palette/commands'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RISK_EXPLANATIONS } from '@/lib/model/risk/risk-explanations'
import {
  RISK_SIGNAL_NAMES,
  type RiskSettings,
  type RiskSignal,
  riskSignal,
  riskThreshold,
} from '@/lib/model/risk/risk-signals'

type Props = { settings: RiskSettings; save: SaveRiskSetting }

/** Every signal, what it means, and what is set of it. */
export function SignalsTable({ settings, save }: Props) {
  const [changing, setChanging] = useState<RiskSignal | null>(null)
  useCommands(
    useMemo(
      () =>
        RISK_SIGNAL_NAMES.map((signal) => ({
          id: `risk-${signal}`,
          group: 'Risk',
          label: `Change the signal “${riskSignal(signal).label}”`,
          icon: SlidersHorizontal,
          run: () => setChanging(signal),
        })),
      [],
    ),
  )
  return (
    <>
      <Table className="min-w-160">
        <TableHead>
          <Th>Signal</Th>
          <Th className="w-24 text-right">Weight</Th>
          <Th className="w-24">State</Th>
          <Th className="w-28 text-right">Threshold</Th>
          <Th className="w-28">
            <span className="sr-only">Change</span>
          </Th>
        </TableHead>
        <tbody>
          {RISK_SIGNAL_NAMES.map((signal) => (
            <Row
              key={signal}
              signal={signal}
              setting={settings[signal]}
              onChange={() => setChanging(signal)}
            />
          ))}
        </tbody>
      </Table>
      {changing === null ? null : (
        <SignalDialog
          key={changing}
          signal={changing}
          setting={settings[changing]}
          save={save}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  )
}

type RowProps = { signal: RiskSignal; setting: RiskSettings[RiskSignal]; onChange: () => void }

function Row({ signal, setting: { isOn, threshold: set }, onChange }: RowProps) {
  const { label, weight, threshold } = riskSignal(signal)
  const from = riskThreshold(signal, set)
  return (
    <tr data-signal={signal} className="border-line border-b align-top hover:bg-hover">
      <Td className="whitespace-normal! py-2">
        <span className="font-medium">{label}</span>
        <p className="text-muted text-sm">{RISK_EXPLANATIONS[signal].means(from)}</p>
      </Td>
      <Td className="py-2 text-right tabular-nums">{weight}</Td>
      <Td className="py-2">
        <Badge tone={isOn ? 'ok' : 'neutral'}>{isOn ? 'on' : 'off'}</Badge>
      </Td>
      <Td className="py-2 text-right tabular-nums">{threshold === null ? <None /> : from}</Td>
      <Td className="py-1.5 text-right">
        <Button size="sm" onClick={onChange} aria-label={`Change ${label}`}>
          Change
        </Button>
      </Td>
    </tr>
  )
}
