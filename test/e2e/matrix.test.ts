import { type APIRequestContext, expect, test } from '@playwright/test'
import { ROOT } from '@/test/support/sources/root'
import { can, isRecorded, type Permission, refusalOf, rolesWith } from '../../lib/model/permissions'
import { builtActions, findDoors } from '../support/hostile/doors'
import { ADMIN, OPERATOR, requestsOf, signIn } from './support/accounts'
import { CANARY, findToken, storeCanaries } from './support/admin'
import { beginningOf, fromConsole, refusalsOfOperator, shownIn } from './support/answers'
import { ingestAll } from './support/ingest-all'
import { ACTIONS, type Needs, PAGES, ROUTES, type Things } from './support/matrix'

const doors = findDoors(ROOT)
const built = builtActions(ROOT)
const NOT_SIGNED_IN = /You are (not|no longer) signed in/

type Role = 'nobody' | 'a made-up session' | 'operator' | 'admin'
const people = {} as Record<Role, APIRequestContext>
const things: Things = {
  device: '',
  ip: '',
  rejected: '1',
  run: '',
  user: CANARY.user,
  original: CANARY.ip,
}

/** A session's cookie that nobody signed. */
let madeUp = ''

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const address = baseURL ?? ''
  const page = await (await browser.newContext({ baseURL: address })).newPage()
  await signIn(page, ADMIN)
  await storeCanaries(page)
  things.ip = await findToken(page, 'IP', CANARY.ip)
  things.device = await findToken(page, 'Device id', CANARY.device)
  const runs = await (await page.request.get('/runs')).text()
  things.run = /href="\/runs\/(\d+)"/.exec(runs)?.[1] ?? ''
  expect(things.run).not.toBe('')
  await page.context().close()
  people.admin = await requestsOf(browser, ADMIN, address)
  people.operator = await requestsOf(browser, OPERATOR, address)
  people.nobody = await playwright.request.newContext({ baseURL: address, maxRedirects: 0 })
  const { cookies } = await people.admin.storageState()
  const session = cookies.find(({ name }) => name.endsWith('.session_token'))?.name
  madeUp = `${session}=${'made.up'.repeat(6)}`
  people['a made-up session'] = await playwright.request.newContext({
    baseURL: address,
    maxRedirects: 0,
    extraHTTPHeaders: { cookie: madeUp },
  })
})

test('has an entry for every page, route and action there is, and for no other', () => {
  expect(Object.keys(PAGES).sort()).toEqual(doors.pages)
  expect(Object.keys(ROUTES).sort()).toEqual(doors.routes)
  expect(Object.keys(ACTIONS).sort()).toEqual(doors.actions)
  expect([...built.keys()].sort(), 'as built').toEqual(doors.actions)
})

for (const [page, { needs, at, title }] of Object.entries(PAGES)) {
  test(`page ${page} is for ${whoMay(needs)}`, async () => {
    const path = at?.(things) ?? page
    const open = async (role: Role, to = path) => {
      // As a browser says it of a page that is asked for on another one of the console's.
      const headers = { 'sec-fetch-site': 'same-origin' }
      const response = await people[role].get(to, { headers })
      return { status: response.status(), url: response.url(), text: await response.text() }
    }
    for (const role of ['nobody', 'a made-up session'] as const) {
      const response = await people[role].get(path)
      if (needs === null) expect(response.status(), role).toBe(200)
      else {
        expect(response.status(), role).toBe(307)
        expect(response.headers().location, role).toMatch(/^(http:..[^/]+)?\/sign-in/)
        expect(await response.text(), role).not.toContain('<h1')
      }
    }
    if (needs === null) return
    const before = await refusalsOfOperator(people.admin)
    const seen = await open('operator')
    if (!can(OPERATOR, needs)) {
      const missing = await open('operator', '/no/such/page')
      expect([seen.status, shownIn(seen.text)]).toEqual([404, shownIn(missing.text)])
      expect(seen.text).not.toContain(`"token":"${things.device}"`)
      await expectRefused(before, needs)
    } else {
      expect(shownIn(seen.text).heading).toContain(title ?? '')
      expect(await refusalsOfOperator(people.admin)).toEqual(before)
    }
    const shown = await open('admin')
    expect([shown.status, shownIn(shown.text).heading]).toEqual([
      page === '/[...missing]' ? 404 : 200,
      expect.stringContaining(title ?? ''),
    ])
  })
}

for (const [route, { needs, at, data, status = 200 }] of Object.entries(ROUTES)) {
  test(`route ${route} is for ${whoMay(needs)}`, async () => {
    const [method = '', address = ''] = route.split(' ')
    const more = at?.(things) ?? ''
    const path = more.startsWith('/') ? more : `${address}${more}`
    const call = async (role: Role) => {
      if (route === 'GET /api/live') return askStream(role, path)
      const response = await people[role].fetch(path, {
        method,
        data,
        headers: fromConsole(),
      })
      return { status: response.status(), text: await response.text() }
    }
    for (const role of ['nobody', 'a made-up session'] as const) {
      const { status: got, text } = await call(role)
      expect(got, role).toBe(needs === null ? status : 401)
      if (needs !== null) expect(text, role).toMatch(NOT_SIGNED_IN)
    }
    const before = await refusalsOfOperator(people.admin)
    const answer = await call('operator')
    if (needs !== null && !can(OPERATOR, needs)) {
      expect(answer.status).toBe(404)
      expect(JSON.parse(answer.text)).toEqual({ problem: 'There is nothing at this address.' })
      await expectRefused(before, needs)
    } else {
      expect(answer.status).toBe(status)
      expect(await refusalsOfOperator(people.admin)).toEqual(before)
    }
    expect((await call('admin')).status).toBe(status)
  })
}

for (const [action, { needs, ask, answer }] of Object.entries(ACTIONS)) {
  test(`action ${action} is for ${whoMay(needs)}`, async () => {
    if (needs === null) return
    const { id, path } = built.get(action) as { id: string; path: string }
    const call = async (role: Role, args: unknown[], to = path) => {
      const response = await people[role].post(to, {
        headers: {
          'next-action': id,
          'content-type': 'text/plain;charset=UTF-8',
          ...fromConsole(),
        },
        data: JSON.stringify(args),
      })
      return { status: response.status(), text: await response.text() }
    }
    const [real = [], ...absent] = ask(things)
    expect(await call('nobody', real)).toEqual({
      status: 401,
      text: 'You are no longer signed in.',
    })
    const before = await refusalsOfOperator(people.admin)
    expect((await call('a made-up session', real)).text).toMatch(NOT_SIGNED_IN)
    // The page to sign in lets everybody pass: there an action must not be had.
    const { text: atTheDoor } = await call('nobody', real, '/sign-in')
    expect(atTheDoor).not.toMatch(answer)
    expect(atTheDoor).toMatch(/^\{\}$|You are (not|no longer) signed in/)
    if (can(OPERATOR, needs)) {
      expect((await call('operator', real)).text).toMatch(answer)
      expect(await refusalsOfOperator(people.admin)).toEqual(before)
    } else {
      for (const args of [real, ...absent]) {
        const { text } = await call('operator', args)
        const result = JSON.parse(/^1:(.*)$/m.exec(text)?.[1] ?? 'null')
        expect(result).toEqual({ kind: 'refused', problem: refusalOf(needs) })
        for (const secret of [things.original, CANARY.device]) expect(text).not.toContain(secret)
      }
      await expectRefused(before, needs)
    }
    const { text } = await call('admin', real)
    expect(text).toMatch(answer)
    expect(text).not.toContain(refusalOf(needs))
  })
}

test('leaves nothing on the queue for others', async ({ page }) => {
  await signIn(page, ADMIN)
  await ingestAll(page)
  await expect(page.getByText('Nothing waiting')).toBeVisible({ timeout: 60_000 })
})

/** Who may pass a door, for the title of its test. */
function whoMay(needs: Needs): string {
  return needs === null ? 'everybody' : rolesWith(needs).join(' and ')
}

/** Refusals of that kind were added to the log, if it keeps those, and of no other. */
async function expectRefused(before: Record<string, number>, kind: Permission) {
  const after = await refusalsOfOperator(people.admin)
  const added = Object.keys(after).filter((name) => after[name] !== before[name])
  expect(added).toEqual(isRecorded(kind) ? [kind] : [])
}

/** The answer of a stream that does not end by itself. */
async function askStream(role: Role, path: string) {
  const state = await people[role].storageState()
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const url = new URL(path, fromConsole().origin)
  return beginningOf(url, role === 'a made-up session' ? madeUp : cookie)
}
