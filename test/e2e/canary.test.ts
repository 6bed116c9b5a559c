import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { signIn } from './support/accounts'
import { CANARY, storeCanaries } from './support/admin'
import { consoleUnderTest } from './support/console-under-test'
import { goTo } from './support/pages/go-to'

const ORIGINALS = [CANARY.ip, CANARY.device, '999.1.1.1', '918-27-3646']

test('no page, answer, event or log that an operator causes holds an original', async ({
  page,
}) => {
  const answers: (Promise<string> | string)[] = []
  page.on('response', (response) => {
    const type = response.headers()['content-type'] ?? ''
    if (/html|json|x-component|csv|text\/plain/.test(type)) {
      answers.push(response.text().catch(() => ''))
    }
  })
  await signIn(page)
  await storeCanaries(page)
  const run = await page.getByRole('link', { name: /^\d+$/ }).first().getAttribute('href')
  for (const path of [
    '/',
    '/logins?view=all',
    '/logins?risk=any&sort=risk',
    '/logins?split=app_version',
    '/devices',
    '/devices?active=7&recent=2&mark=none',
    '/ips',
    '/rejected',
    '/rejected?by=reason',
    '/runs',
    run ?? '',
    `/users/${CANARY.user}`,
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    answers.push(await page.content())
  }
  await goTo(page, `/logins?user_id=${CANARY.user}`)
  await page.locator('[data-row] time').first().click()
  await expect(page.getByRole('link', { name: 'Open device' })).toBeVisible()
  const row = new URL(page.url()).searchParams.get('row')
  for (const path of [
    ...['user_id', 'device_id', 'ip'].map((by) => `groups?now=4000000000000&by=${by}`),
    ...['device', 'ip'].map((of) => `links?row=${row}&of=${of}`),
    'loosen?now=4000000000000&device_type=nothing&locale_not=',
  ]) {
    const answer = await page.request.get(`/api/logins/${path}`)
    expect(answer.status()).toBe(200)
    answers.push(answer.text())
  }
  for (const to of ['user:nobody', `ip:${CANARY.ip}`, `device:${CANARY.device}`]) {
    const search = new URLSearchParams({ centre: `user:${CANARY.user}`, to, expand: to })
    const answer = await page.request.get(`/api/links?${search}`)
    expect(answer.status()).toBe(200)
    answers.push(answer.text())
  }
  for (const typed of [CANARY.user, 'ip1_', 'dv1_']) {
    const status = await page.evaluate(async (text) => {
      const body = JSON.stringify({ typed: text })
      const answer = await fetch('/api/find', { method: 'POST', body })
      // What nobody reads never ends for who waits for its text.
      await answer.text()
      return answer.status
    }, typed)
    expect(status).toBe(200)
  }
  const events = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = []
        const source = new EventSource('/api/live')
        source.addEventListener('live', ({ data }) => {
          if (seen.push(data) >= 2) resolve(seen)
        })
      }),
  )
  expect(events[0]).toContain('"maskedIp":"ip1_')
  const logs = join(consoleUnderTest().dataDir, 'logs')
  const lines = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'))
  expect(lines.length).toBeGreaterThan(0)
  const all = [...(await Promise.all(answers)), ...events, ...lines].join('\n')
  expect(all).toContain(CANARY.user)
  for (const original of ORIGINALS) expect(all).not.toContain(original)
})
