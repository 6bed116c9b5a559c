import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { MAX_LINES, structureConsole } from '@/lib/web/structured-console'
import { forgetSingletons } from '@/test/support/singletons'

const { error, warn } = console
const onWarning = process.listeners('warning')
beforeEach(forgetSingletons)
afterEach(() => {
  vi.useRealTimers()
  Object.assign(console, { error, warn })
  process.removeAllListeners('warning')
  for (const listener of onWarning) process.on('warning', listener)
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

it('makes one line of what Node warns of', () => {
  const lines: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
  structureConsole()
  const warning = Object.assign(new Error('a method for 203.0.113.7'), { name: 'OldWarning' })
  process.emit('warning', warning)
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', event: 'web.library', text: 'OldWarning: a method for' },
  ])
})

it('fills no log, however often a library complains', () => {
  vi.useFakeTimers()
  const lines: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
  structureConsole()
  for (let time = 0; time < MAX_LINES + 700; time += 1) console.error(new SyntaxError('x'))
  expect(lines).toHaveLength(MAX_LINES)
  vi.advanceTimersByTime(10_000)
  expect(lines.slice(MAX_LINES).map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', event: 'web.library-silenced', count: 700 },
  ])
  console.error(new SyntaxError('x'))
  expect(lines).toHaveLength(MAX_LINES + 2)
})
