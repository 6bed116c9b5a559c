import { describe, expect, it } from 'vitest'
import { AllowanceNote } from '@/components/reveal/allowance/allowance-note'
import { AskReveal } from '@/components/reveal/in-place/ask-reveal'
import { RevealButton } from '@/components/reveal/in-place/reveal-button'
import { RevealSelected } from '@/components/reveal/in-place/reveal-selected'
import { ShownOriginals } from '@/components/reveal/in-place/shown-originals'
import type { RevealInPlaceActions } from '@/components/reveal/reveal-actions'
import { Dialog } from '@/components/ui/overlay/dialog'
import { loginRow } from '@/test/support/login-row'
import { renderedText } from '@/test/support/render'

const TOKENS = [`ip1_ada45f_${'1'.repeat(32)}`, `dv1_ada45f_${'2'.repeat(32)}`]
const nothing = () => undefined
const unanswered = async () => ({ kind: 'failed' as const, problem: 'Nobody answers here.' })

const ACTIONS: RevealInPlaceActions = {
  reveal: unanswered,
  recordCopy: unanswered,
  readAllowance: unanswered,
}

const ALLOWANCE = {
  ...{ valuesPerHour: 100, left: 18, attemptsLeft: 5 },
  ...{ lockedSeconds: 0, lockedScope: null },
}

const RUN = {
  ...{
    result: null,
    problem: undefined,
    problemField: undefined,
    pending: false,
    shown: 0,
    shownSeconds: 0,
    secondsLeft: 0,
  },
  allowance: { value: ALLOWANCE, readAt: 0 },
  ...{ knowAllowance: nothing, ask: nothing, hide: nothing, forget: nothing },
  copy: async () => undefined,
}

const JUSTIFICATION = {
  value: { reason: '', ticket: '', passphrase: '' },
  ...{ change: nothing, forgetPassphrase: nothing, drop: nothing, clear: nothing },
}

const asked = (tokens: string[], left = 18) =>
  renderedText(
    <Dialog open onOpenChange={nothing}>
      <AskReveal
        tokens={tokens}
        run={{ ...RUN, allowance: { value: { ...ALLOWANCE, left }, readAt: 0 } }}
        justification={JUSTIFICATION}
        unknownAllowance={undefined}
      />
    </Dialog>,
  )

describe('a reveal in place', () => {
  it('is offered to nobody who may not reveal', () => {
    const login = loginRow(1)
    expect(renderedText(<RevealButton what="this" tokens={TOKENS} />)).toBe('')
    expect(renderedText(<RevealSelected logins={[login]} />)).toBe('')
    const reveal = ACTIONS
    expect(renderedText(<RevealButton what="this" tokens={TOKENS} />, { reveal })).toBe('Reveal…')
    expect(renderedText(<RevealButton what="this" tokens={[]} />, { reveal })).toBe('')
    expect(renderedText(<RevealSelected logins={[login]} />, { reveal })).toMatch(
      /^Reveal \d value/,
    )
  })

  it('says what is left and what it takes before it asks for the passphrase', () => {
    const text = asked(TOKENS)
    const said = text.indexOf('You may reveal 18 more values this hour; this takes 2.')
    expect(said).toBeGreaterThan(-1)
    expect(said).toBeLessThan(text.indexOf('Vault passphrase'))
    expect(text).toContain('Reveal 2 values for 30 s')
    expect(asked(TOKENS, 1)).toContain('and this takes 2: ask for fewer.')
  })

  it('says that the allowance is being read, and why it could not be', () => {
    const unread = { value: null, readAt: 0 }
    const note = (unknown: string | undefined) =>
      renderedText(<AllowanceNote allowance={unread} unknown={unknown} takes={1} />)
    expect(note(undefined)).toBe('Reading your allowance…')
    expect(note('It could not be read.')).toBe('It could not be read.')
  })

  it('lets one field be opened without the other', () => {
    expect(asked(TOKENS)).toMatch(/What to open All 2 .*1 Device id/)
    expect(asked(TOKENS.slice(0, 1))).not.toContain('What to open')
  })

  it('says how long originals are shown, and shows none once they are hidden', () => {
    const [token = ''] = TOKENS
    const show = (result: Parameters<typeof ShownOriginals>[0]['result'], shown: number) =>
      renderedText(
        <Dialog open onOpenChange={nothing}>
          <ShownOriginals
            run={{ ...RUN, shown, shownSeconds: 30, secondsLeft: 12 }}
            result={result}
          />
        </Dialog>,
      )
    const original = '203.0.113.9'
    const open = show({ requestId: '7', values: [{ token, state: 'shown', original }] }, 1)
    expect(open).toContain(original)
    expect(open).toContain('Hides in 12 s')
    const hidden = show({ requestId: '7', values: [{ token, state: 'hidden' }] }, 0)
    expect(hidden).toContain('was shown, hidden again')
    expect(hidden).toContain('The originals are hidden again')
  })
})
