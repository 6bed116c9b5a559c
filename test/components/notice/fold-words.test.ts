import { expect, it } from 'vitest'
import { foldWords } from '@/components/notice/fold-words'

const fine = { failure: null, since: null }
const failing = { failure: 'folding fails: The disk is full (53100)', since: null }

it.each([
  ['nothing of figures that are up to date', { lagMs: 0, ...fine }, null],
  ['nothing of what is folded within seconds', { lagMs: 4_900, ...fine }, null],
  ['nothing of a failure that left nothing behind', { lagMs: 0, ...failing }, null],
  ['the lag', { lagMs: 240_900, ...fine }, 'These figures are 4 min behind.'],
  [
    'the lag and its cause',
    { lagMs: 240_900, ...failing },
    'These figures are 4 min behind: folding fails: The disk is full (53100).',
  ],
  [
    'a failure before it lags',
    { lagMs: 900, ...failing },
    'These figures are falling behind: folding fails: The disk is full (53100).',
  ],
  [
    'in words that adopted logins are not counted',
    { lagMs: 'adopted', ...fine },
    'These figures leave out the logins that were stored before Veilgate.',
  ],
] as const)('says %s', (_what, folding, title) => {
  expect(foldWords(folding)?.title ?? null).toBe(title)
})

it('names the figures that are behind', () => {
  const words = foldWords({ lagMs: 60_000, ...fine }, 'Devices, IPs and charts')
  expect(words?.title).toBe('Devices, IPs and charts are 1 min behind.')
})
