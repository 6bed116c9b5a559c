import type { RevealLogEntry } from '@/lib/model/reveal/reveal-log'

/** An entry of the reveal log: ann asks to see one IP, unless `change` says otherwise. */
export function revealLogEntry(change: Partial<RevealLogEntry> = {}): RevealLogEntry {
  return {
    action: 'reveal',
    outcome: 'asked',
    userId: 'u-1',
    userName: 'ann@example.com',
    tokens: ['ip1_ada45f_3fc83f12051d2ceae876772a77fcc023'],
    reason: 'Fraud case, “urgent” \\ \u{1F600}',
    ticket: 'T-1',
    ...change,
  }
}
