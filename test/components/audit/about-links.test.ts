import { describe, expect, it } from 'vitest'
import { aboutLinks, rejectedIdsOf } from '@/components/audit/about-links'
import { kindOfToken } from '@/components/audit/token-kind'
import { summaryOf } from '@/lib/model/reveal/recorded-action'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'
import { countedRow } from '@/test/support/factories/counted-row'

const linksOf = (change: Partial<CountedRow>) => {
  const summary = summaryOf({ id: '7', rows: [countedRow({ id: '7', ...change })] })
  if (summary === null) throw new Error('no summary')
  return aboutLinks(summary, { 12: '1700000000000.12' }).map(({ href }) => href)
}

describe('the links of a recorded action', () => {
  it('lead to the message, the run, and what was done', () => {
    expect(linksOf({ action: 'open-rejected', subject: 'rejected message 12' })).toEqual([
      '/rejected?row=1700000000000.12',
    ])
    // It is gone: there is no place to lead to.
    expect(linksOf({ action: 'open-rejected', subject: 'rejected message 13' })).toEqual([])
    const subject = '5 rejected messages of run 42, up to number 99'
    expect(linksOf({ action: 'discard-rejected', subject })).toEqual([
      '/rejected?request=7',
      '/runs/42',
    ])
    expect(linksOf({ action: 'export', subject: 'batches of run 3' })).toEqual(['/runs/3'])
  })

  it('lead to what was exported, and to where people and tokens are looked after', () => {
    expect(linksOf({ action: 'export', subject: 'logins' })).toEqual(['/logins'])
    expect(linksOf({ action: 'manage-users', subject: 'remove bob@example.com' })).toEqual([
      '/settings/users',
    ])
  })

  it('do not lead from an erasure to whom it erased', () => {
    expect(linksOf({ action: 'erase', subject: 'a'.repeat(64) })).toEqual(['/settings/erase'])
  })

  it('know what a token stands for', () => {
    expect(kindOfToken(`ip1_ada45f_${'0'.repeat(32)}`)).toBe('ip')
    expect(kindOfToken(`dv1_ada45f_${'0'.repeat(32)}`)).toBe('device')
    expect(kindOfToken('203.0.113.9')).toBeNull()
  })

  it('need the places of the messages that are named, each once', () => {
    const rows = ['rejected message 12', 'rejected message 12 as 0f-1', 'logins'].map((subject) =>
      countedRow({ subject }),
    )
    expect(rejectedIdsOf([{ id: '1', rows }])).toEqual(['12'])
  })
})
