import { describe, expect, it } from 'vitest'
import { type DraftStorage, readDraft, sweepDrafts, writeDraft } from '@/components/draft/drafts'
import { MINUTE_MS } from '@/lib/model/time/units'

const NOW = Date.UTC(2026, 10, 27, 9)

function storageOf(items: Record<string, string> = {}): DraftStorage & { keys: () => string[] } {
  const all = new Map(Object.entries(items))
  return {
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
    key: (at) => [...all.keys()][at] ?? null,
    get length() {
      return all.size
    },
    keys: () => [...all.keys()],
  }
}

const ann = (text: string, at = NOW) => ({ owner: 'ann@example.com', text, at })

describe('half-written text', () => {
  it.each([
    ['by whoever wrote it', '/reveal reason', 'ann@example.com', 0, 'A customer asked'],
    ['for half an hour', '/reveal reason', 'ann@example.com', 29, 'A customer asked'],
    ['for no longer', '/reveal reason', 'ann@example.com', 30, null],
    ['by nobody else', '/reveal reason', 'eve@example.com', 0, null],
    ['at its place alone', '/audit reason', 'ann@example.com', 0, null],
    ['with a clock that went back, not at all', '/reveal reason', 'ann@example.com', -1, null],
  ])('is found %s', (_, place, owner, minutes, expected) => {
    const storage = storageOf()
    writeDraft(storage, '/reveal reason', ann('A customer asked'))
    expect(readDraft(storage, place, owner, NOW + minutes * MINUTE_MS)).toBe(expected)
  })

  it('is gone once the field is empty', () => {
    const storage = storageOf()
    writeDraft(storage, '/reveal reason', ann('A'))
    writeDraft(storage, '/reveal reason', ann(''))
    expect(storage.keys()).toEqual([])
  })

  it.each(['', 'null', '{}', '"text"', '{"owner":1,"text":"x","at":1}', '{"owner'])(
    'is none where the storage holds %j',
    (text) => {
      const storage = storageOf({ 'veilgate:draft:/reveal reason': text })
      expect(readDraft(storage, '/reveal reason', 'ann@example.com', NOW)).toBeNull()
      sweepDrafts(storage, 'ann@example.com', NOW)
      expect(storage.keys()).toEqual([])
    },
  )

  it.each<[string, string | null | undefined, string[]]>([
    ['its writer is signed in', 'ann@example.com', ['/new']],
    ['another is signed in', 'eve@example.com', []],
    ['nobody is signed in', undefined, ['/new']],
    ['somebody signs out', null, []],
  ])('is swept where %s', (_, owner, left) => {
    const storage = storageOf({ 'veilgate-theme': 'dark' })
    writeDraft(storage, '/new', ann('new'))
    writeDraft(storage, '/old', ann('old', NOW - 31 * MINUTE_MS))
    sweepDrafts(storage, owner, NOW)
    const kept = left.map((place) => `veilgate:draft:${place}`)
    expect(storage.keys()).toEqual(['veilgate-theme', ...kept])
  })
})
