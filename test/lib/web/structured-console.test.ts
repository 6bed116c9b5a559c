import { afterEach, expect, it, vi } from 'vitest'
import { structureConsole } from '@/lib/web/structured-console'

const { error, warn } = console
afterEach(() => {
  Object.assign(console, { error, warn })
  vi.restoreAllMocks()
})

it('makes one line of what a library says, without what it quotes', () => {
  const lines: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
  structureConsole()
  console.error('\u001b[31m⨯\u001b[39m', 'uncaughtException: ', new Error('for 203.0.113.7\nat x'))
  console.warn('Request body exceeded 1MB for /logins?ip=203.0.113.7')
  console.error(new TypeError('of 111-22-3333'))
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'error', event: 'web.library', text: 'uncaughtException:' },
    { level: 'warn', event: 'web.library', text: 'Request body exceeded' },
    { level: 'error', event: 'web.library', text: '', failure: 'TypeError' },
  ])
  for (const line of lines) expect(line).not.toMatch(/203\.|593-|\n./)
})
