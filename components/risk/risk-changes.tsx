import { ChangesTable } from '@/components/settings/changes-table'
import { type RiskChangeView, riskSignal, riskThreshold } from '@/lib/model/risk/risk-signals'

type Props = { changes: RiskChangeView[]; limit: number }

/** Who set what of the signals; the newest first. */
export function RiskChanges({ changes, limit }: Props) {
  return (
    <ChangesTable
      changes={changes}
      limit={limit}
      of="Signal"
      nameOf={({ signal }) => riskSignal(signal).label}
      wordsOf={wordsOf}
    >
      All signals are on, with their default thresholds.
    </ChangesTable>
  )
}

function wordsOf({ signal, isOn, threshold }: RiskChangeView): string {
  if (!isOn) return 'off'
  if (riskSignal(signal).threshold === null) return 'on'
  return `on, from ${riskThreshold(signal, threshold)}`
}
