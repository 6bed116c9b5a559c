import { TextLink } from '@/components/logins/inspector/text-link'
import { loginsHref } from '@/components/logins/logins-href'
import { RiskMark } from '@/components/logins/risk/risk-mark'
import type { LoginRow } from '@/lib/model/login'
import { RISK_EXPLANATIONS } from '@/lib/model/risk/risk-explanations'
import { MAX_RISK_SCORE, riskSignal, signalsOf } from '@/lib/model/risk/risk-signals'

/** What is unusual about a login: each signal with its figures, and the way to others that have it. */
export function RiskSection({ login }: { login: LoginRow }) {
  const { risk, riskFigures, runId } = login
  return (
    <section aria-label="Risk" className="mt-4 border-line border-t pt-4">
      <h3 className="mb-1.5 text-muted">Risk</h3>
      {risk === null ? (
        <p className="text-muted">
          {runId === null
            ? 'No signal. It was in the table before Veilgate; such logins are scored only on request.'
            : 'No signal.'}
        </p>
      ) : (
        <>
          <p>
            <RiskMark login={login} />{' '}
            <span className="text-muted">score, {MAX_RISK_SCORE} at most</span>
          </p>
          <ul className="mt-2 flex flex-col gap-2">
            {signalsOf(riskFigures).map((signal) => (
              <li key={signal}>
                <TextLink href={loginsHref({ risk: [signal] })}>
                  {riskSignal(signal).label}
                </TextLink>{' '}
                <span className="text-muted tabular-nums">+{riskSignal(signal).weight}</span>
                <p>{RISK_EXPLANATIONS[signal].explain(riskFigures?.[signal] ?? {})}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
