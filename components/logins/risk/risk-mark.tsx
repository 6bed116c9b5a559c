import { ShieldAlert } from 'lucide-react'
import { Badge, type Tone } from '@/components/ui/badge'
import type { LoginRow } from '@/lib/model/login'
import { riskSignal, signalsOf } from '@/lib/model/risk/risk-signals'

/** From so high a score on. */
const HIGH = 50
const RAISED = 20

/** The score of a login; what it is made of is read out, and shown on pointing at it. */
export function RiskMark({ login }: { login: LoginRow }) {
  if (login.risk === null) return null
  const words = signalsOf(login.riskFigures).map((signal) => riskSignal(signal).label)
  return (
    <Badge tone={toneOf(login.risk)} title={words.join(', ')} className="forced-colors:border">
      <ShieldAlert aria-hidden />
      {login.risk}
      <span className="sr-only">: {words.join(', ')}</span>
    </Badge>
  )
}

function toneOf(score: number): Tone {
  if (score >= HIGH) return 'danger'
  return score >= RAISED ? 'warn' : 'neutral'
}
