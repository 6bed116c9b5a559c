import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { main } from '@/lib/cli/rollups'
import { DAY_MS } from '@/lib/model/time/units'
import { storeFolded } from '@/test/support/fixtures/aged-logins'
import { maskedLogin } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices()
const now = new Date()

let printed: string[] = []
beforeEach(() => {
  printed = []
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(line))
})
afterEach(() => vi.restoreAllMocks())

it('ends with 1 where a figure is wrong, names its table, and puts it right when told to', async () => {
  await storeFolded([maskedLogin({ sentAt: now }), maskedLogin({ sentAt: now })])
  expect(await main(['--check'])).toBe(0)
  expect(printed.filter((line) => !line.endsWith(', right'))).toEqual([])
  await services.query('UPDATE login_minutes SET logins = logins + 1')
  printed = []
  expect(await main(['--check'])).toBe(1)
  expect(printed.filter((line) => !line.endsWith(', right'))).toEqual([
    'login_minutes: 1 row, 2 differences',
  ])
  expect(await main(['--rebuild', '--check'])).toBe(0)
  expect(printed).toContain('risks: 2 logins judged')
  expect(await main(['--check'])).toBe(0)
})

it('judges the logins of the last days alone, if so many are given', async () => {
  await storeFolded([maskedLogin({ sentAt: new Date(now.getTime() - 3 * DAY_MS) })])
  expect(await main(['--judge', '--days', '2'])).toBe(0)
  expect(await main(['--judge'])).toBe(0)
  expect(printed).toEqual(['risks: 2 logins judged', 'risks: 3 logins judged'])
})

it.each([
  [[], 'Give at least one of --rebuild, --judge and --check.'],
  [['--check', '--days', '2'], '--days goes with --judge.'],
])('refuses %j in words', async (args, words) => {
  await expect(main(args)).rejects.toThrow(words)
})
