import { describe, expect, it } from 'vitest'
import { foundCommands } from '@/components/shell/palette/found-commands'
import { FoundWords } from '@/components/shell/palette/found-words'
import type { Found } from '@/components/shell/palette/use-found'
import { FOUND_KINDS, isFindable, type SearchResult } from '@/lib/model/find'
import { renderedText } from '@/test/support/render'

const TOKEN = `dv1_ada45f_${'7'.repeat(32)}`

describe('what the palette found', () => {
  it('leads to its page, each of its kind', () => {
    const found: SearchResult[] = [
      { kind: 'run', value: '12' },
      { kind: 'user', value: 'ann/of' },
      { kind: 'device', value: TOKEN },
      { kind: 'ip', value: TOKEN.replace('dv1', 'ip1') },
      { kind: 'login', value: 'message-1', at: '1.2' },
      { kind: 'rejected', value: 'message-2', at: '3.4' },
      { kind: 'view', value: 'Androids', at: 'device_type=android' },
      { kind: 'person', value: 'ann@example.com' },
    ]
    expect(found.map(({ kind }) => kind)).toEqual(FOUND_KINDS)
    const went: string[] = []
    const commands = foundCommands(found, (href) => went.push(href))
    for (const command of commands) command.run()
    expect(went).toEqual([
      '/runs/12',
      '/users/ann%2Fof',
      `/devices/${TOKEN}`,
      `/ips/${TOKEN.replace('dv1', 'ip1')}`,
      '/logins?row=1.2',
      '/rejected?row=3.4',
      '/logins?device_type=android',
      '/audit?person=ann%40example.com',
    ])
    expect(commands[2]?.label).toBe('77777777…')
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
  })
})

describe('the words below the list', () => {
  const words = (looked: Found, listed = 0) =>
    renderedText(<FoundWords typed="xyz" looked={looked} listed={listed} />)

  it('tell nothing found from not having looked', () => {
    expect(words({ state: 'ready', found: [] })).toContain('No results for “xyz”.')
    expect(words({ state: 'looking' })).toContain('Looking for users')
    const failed = words({ state: 'failed', cause: 'No answer in time.', retry: () => undefined })
    expect(failed).toBe(
      'Users, tokens, runs, messages and views could not be looked for: No answer in time. Try again',
    )
    expect(words({ state: 'refused' })).toContain('are not sent from here')
    expect(words({ state: 'idle' }, 3)).toBe('')
    expect(words({ state: 'ready', found: [{ kind: 'run', value: '1' }] }, 1)).toBe('')
  })
})

describe('a typed text', () => {
  it.each([
    ['', false],
    ['a', false],
    ['7', true],
    ['an', true],
    ['x'.repeat(321), false],
  ])('%j is looked for: %s', (text, isLookedFor) => {
    expect(isFindable(text)).toBe(isLookedFor)
  })
})
