import { type APIRequestContext, type Browser, expect, test } from '@playwright/test'
import { ROOT } from '@/test/support/sources/root'
import { builtActions } from '../support/hostile/doors'
import { signInByForm } from './support/accounts'
import { PASSPHRASE, REASON } from './support/admin'
import { goTo } from './support/pages/go-to'
import { forgetRevealAttempts } from './support/reveal-limits'
import { runCommand } from './support/run-command'

const built = builtActions(ROOT)
const PASSWORD = 'tower behind the garden'
/** Of the console under test: the default of VEILGATE_REVEAL_VALUES_PER_HOUR. */
const VALUES_PER_HOUR = 100

test.beforeEach(forgetRevealAttempts)
test.afterAll(forgetRevealAttempts)

async function adminOf(browser: Browser, email: string, baseURL = '') {
  await runCommand(['users', 'add', email, '--role', 'admin'], { VEILGATE_USER_PASSWORD: PASSWORD })
  const context = await browser.newContext({ baseURL })
  await signInByForm(await context.newPage(), { email, password: PASSWORD }, '/')
  return context.request
}

/** Calls an action as a browser does. @returns its result. */
async function call(person: APIRequestContext, baseURL: string, action: string, input: object) {
  const { id, path } = built.get(action) as { id: string; path: string }
  const response = await person.post(path, {
    headers: {
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      origin: new URL(baseURL).origin,
    },
    data: JSON.stringify([input]),
  })
  return JSON.parse(/^1:(.*)$/m.exec(await response.text())?.[1] ?? 'null')
}

const tokens = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `ip1_000000_${String(from + n).padStart(32, '0')}`)

test('an admin’s session makes no admin, and no fifteen guesses', async ({
  browser,
  baseURL: address,
}) => {
  const baseURL = address ?? ''
  const email = 'mallory@example.com'
  const mallory = await adminOf(browser, email, baseURL)
  const kinds = new Set<string>()
  let wrong = 0
  for (let n = 0; n < 15; n += 1) {
    const made = { email: `made-${n}@example.com`, role: 'operator' }
    expect((await call(mallory, baseURL, 'addPerson', made)).kind).toBe('done')
    const promoted = { ...made, role: 'admin' }
    expect((await call(mallory, baseURL, 'changeRole', promoted)).kind).toBe('not-confirmed')
    const guess = { ...promoted, passphrase: `guess ${n}` }
    const { kind } = await call(mallory, baseURL, 'changeRole', guess)
    if (kind === 'wrong-passphrase') wrong += 1
    kinds.add(kind)
    await call(mallory, baseURL, 'removePerson', { email: made.email })
  }
  expect(wrong).toBeLessThanOrEqual(5)
  expect([...kinds].sort()).toEqual(['locked', 'wrong-passphrase'])
})

test('an admin’s session and the passphrase see no more by more accounts', async ({
  browser,
  baseURL: address,
}) => {
  const baseURL = address ?? ''
  const trudy = await adminOf(browser, 'trudy@example.com', baseURL)
  const ask = (person: APIRequestContext, from: number) =>
    call(person, baseURL, 'revealTokens', {
      tokens: tokens(from, VALUES_PER_HOUR / 2),
      passphrase: PASSPHRASE,
      reason: REASON,
      ticket: '',
    })
  expect((await ask(trudy, 0)).kind).toBe('revealed')
  expect((await ask(trudy, 1_000)).kind).toBe('revealed')
  const email = 'made-by-trudy@example.com'
  const made = { email, role: 'admin', passphrase: PASSPHRASE }
  const { path } = await call(trudy, baseURL, 'addPerson', made)
  const page = await (await browser.newContext({ baseURL })).newPage()
  await goTo(page, path)
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await signInByForm(page, { email, password: PASSWORD }, '/')
  expect((await ask(page.context().request, 2_000)).kind).toBe('over-limit')
  await page.context().close()
})
