import { request as httpRequest } from 'node:http'
import { type Browser, expect, test } from '@playwright/test'
import { ROOT } from '@/test/support/sources/root'
import { mixedSearch, searchOf } from '../support/hostile/addresses'
import { builtActions, findDoors } from '../support/hostile/doors'
import { HOSTILE, HOSTILE_TIMEOUT_MS, randomTokens } from '../support/hostile/hostile'
import { inTurns } from '../support/hostile/in-turns'
import { sampled } from '../support/runner/sampled'
import { ADMIN, signIn, signInByForm } from './support/accounts'
import { PASSPHRASE } from './support/admin'
import { ACTIONS, ROUTES, type Things } from './support/matrix'
import { forgetRevealAttempts } from './support/reveal-limits'
import { runCommand } from './support/run-command'

const doors = findDoors(ROOT)
const built = builtActions(ROOT)

/** Random tokens at each door; the nightly run tries many more (VEILGATE_TEST_TOKENS). */
const TOKENS = 5

/** A third of the texts at each door, which all doors together try several times. */
const textsFor = (door: string) => sampled(HOSTILE, HOSTILE.length / 3, door)

/** An admin of its own: what is asked here uses up limits, and guesses lock a person out. */
const GUEST = 'hostile@example.com'
let cookie = ''
let origin = ''

test.beforeAll(async ({ browser, baseURL }) => {
  origin = baseURL ?? ''
  const password = 'harbour beneath the ivy'
  await runCommand(['users', 'add', GUEST, '--role', 'admin'], { VEILGATE_USER_PASSWORD: password })
  const context = await browser.newContext({ baseURL: origin })
  await signInByForm(await context.newPage(), { email: GUEST, password }, '/runs')
  const cookies = await context.cookies()
  cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
})

test.afterAll(async ({ browser }) => {
  await forgetRevealAttempts()
  // They take `true`, which is among what is tried: the queue would be followed, and all paused.
  await manage(browser, 'setFollow', false)
  await manage(browser, 'pauseAll', false)
  await manage(browser, 'removePerson', { email: GUEST, passphrase: PASSPHRASE })
})

test.describe.configure({ timeout: HOSTILE_TIMEOUT_MS })

/** Asks as the guest. The browser's own requests are many times slower. */
async function ask(path: string, { headers, ...init }: RequestInit = {}) {
  const response = await fetch(`${origin}${path}`, {
    ...init,
    headers: { cookie, origin, ...headers },
    redirect: 'manual',
  })
  return { status: response.status, text: await response.text() }
}

/** Calls an action as the first admin. */
async function manage(browser: Browser, action: string, given: object | boolean) {
  const page = await (await browser.newContext({ baseURL: origin })).newPage()
  await signIn(page, ADMIN, '/runs')
  const { id, path } = built.get(action) as { id: string; path: string }
  const response = await page.request.post(path, {
    headers: { origin, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
    data: JSON.stringify([given]),
  })
  expect(await response.text()).toContain('"kind":"done"')
  await page.context().close()
}

/** What a page shows, or holds for its script to show, where something unexpected went wrong. */
const BROKEN = /could not be read\.|is temporarily unavailable|data-dgst="(?!NEXT_)|<h1>500/

/** The frame reads the address, whichever page is in it. */
async function expectPage(url: string, value: string) {
  const { status, text } = await ask(url)
  expect([value, status < 500, BROKEN.exec(text)?.[0]]).toEqual([value, true, undefined])
}

for (const page of doors.plainPages) {
  test(`page ${page} takes anything in its address, which it does not read`, async () => {
    for (const from of [0, 11, 22]) {
      const search = mixedSearch(from)
      await expectPage(`${page}?${search}`, search)
    }
  })
}

for (const page of doors.pages.filter((one) => !doors.plainPages.includes(one))) {
  test(`page ${page} takes anything in its address`, async () => {
    const isToken = /\[(token|id)\]/.test(page) || /^\/(reveal|audit|logins)$/.test(page)
    const tokens = isToken ? randomTokens(TOKENS) : []
    await inTurns([...textsFor(page), ...tokens], async (value) => {
      const path = page.replace(/\[[^\]]+\]/, () => encoded(value) || '-')
      await expectPage(`${path}?${page === '/logins' ? 'view=all&' : ''}${searchOf(value)}`, value)
    })
  })
}

for (const route of doors.routes.filter((name) => name !== 'GET /api/live')) {
  test(`route ${route} takes anything`, async () => {
    const [method = '', address = ''] = route.split(' ')
    await inTurns([...textsFor(route), ...randomTokens(TOKENS)], async (value) => {
      const path = address.replace('[kind]', value === '' ? 'device' : encoded(value))
      const data = ROUTES[route]?.data
      const { status } = await ask(`${path}?${searchOf(value)}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: data === undefined ? null : JSON.stringify(changed(data, value)),
      })
      expect([value, status < 500]).toEqual([value, true])
    })
  })
}

const THINGS: Things = {
  device: `dv1_000000_${'0'.repeat(32)}`,
  ip: `ip1_000000_${'0'.repeat(32)}`,
  rejected: '999999999',
  user: 'nobody',
  run: '1',
  original: '192.0.2.1',
}

const ODD = [null, 42, true, [], {}, [null], { id: {} }, { toString: null }, 'x'] as const

for (const action of Object.keys(ACTIONS).filter((name) => takesSomething(name))) {
  test(`action ${action} takes anything`, async () => {
    const { id, path } = built.get(action) as { id: string; path: string }
    const usual = ACTIONS[action]?.ask(THINGS)[0] ?? []
    // An action takes one thing: more than that is tried once.
    const ones = sampled(ODD, ODD.length / 3, action)
    const odd = [...ones.flatMap((one) => [[one], changed(usual, one)]), [42, 42, 42]]
    const values = [...textsFor(action), ...randomTokens(TOKENS)]
    const texts = values.map((value) => changed(usual, value))
    const calls = [...texts, ...odd, []]
    await inTurns(calls, async (args) => {
      const { status, text } = await ask(path, {
        method: 'POST',
        headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
        body: JSON.stringify(args),
      })
      expect([args, status]).toEqual([args, 200])
      expect([args, /^\d+:E/m.exec(text)?.[0], BROKEN.exec(text)?.[0]]).toEqual([args])
    })
  })
}

test('the form to sign in takes anything', async ({ playwright }) => {
  const { id } = built.get('signInAction') as { id: string }
  const stranger = await playwright.request.newContext({ baseURL: origin })
  await inTurns([...HOSTILE, null], async (value) => {
    const text = value ?? ''
    const response = await stranger.post('/sign-in', {
      headers: { origin, 'next-action': id },
      ...(value === null
        ? { data: '[null,null]' }
        : {
            multipart: {
              '1_email': `${text}@example.com`,
              '1_password': text,
              '1_next': text,
              '0': '[null,"$K1"]',
            },
          }),
    })
    expect([value, response.status() < 500]).toEqual([value, true])
  })
  await stranger.dispose()
})

test('an action is carried out by whichever name of this machine, and on whichever page, it is asked for', async () => {
  const { id, path } = built.get('previewErasure') as { id: string; path: string }
  const elsewhere = origin.replace('127.0.0.1', 'localhost')
  for (const url of [`${origin}${path}`, `${origin}/help`, `${elsewhere}/help`]) {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...{ cookie, origin: new URL(url).origin, 'next-action': id },
        'content-type': 'text/plain;charset=UTF-8',
      },
      body: JSON.stringify(ACTIONS.previewErasure?.ask(THINGS)[0]),
    })
    expect([url, response.status]).toEqual([url, 200])
    expect(await response.text()).toContain('"kind":')
  }
})

test('an address that is none is answered', async () => {
  for (const folder of ['devices', 'ips', 'runs', 'api/shared', 'reveal', '']) {
    for (const rest of ['%', '%E0%A4%A', '%00', '..%2f..%2f', '%2e%2e/', 'x'.repeat(3_000)]) {
      const status = await new Promise((resolve, reject) => {
        httpRequest(`${origin}/${folder}/${rest}`, { headers: { cookie } }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode))
        })
          .on('error', reject)
          .end()
      })
      expect([folder, rest, Number(status) < 500]).toEqual([folder, rest, true])
    }
  }
})

function takesSomething(action: string): boolean {
  return ACTIONS[action]?.needs !== null && (ACTIONS[action]?.ask(THINGS)[0]?.length ?? 0) > 0
}

/** The same, with another value in the place of every text and number in it. */
function changed(given: unknown, value: unknown): unknown {
  if (Array.isArray(given)) return given.map((one) => changed(one, value))
  // As a browser writes it: a dollar that means itself is doubled.
  if (given === null || typeof given !== 'object') {
    return typeof value === 'string' ? value.replace(/^\$/, '$$$$') : value
  }
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, changed(one, value)]))
}

function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll('.', '%2E')
}
