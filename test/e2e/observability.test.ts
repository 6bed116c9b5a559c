import { expect, test } from '@playwright/test'
import { OPERATOR, signIn, signInByForm } from './support/accounts'
import { METRICS_TOKEN } from './support/metrics'

const AUTHORISED = { authorization: `Bearer ${METRICS_TOKEN}` }

test('a scrape counts sign-ins and requests of the console, and needs no session', async ({
  page,
  request,
}) => {
  const text = async () => (await request.get('/api/metrics', { headers: AUTHORISED })).text()
  const figure = async (series: string) => {
    const line = (await text()).split('\n').find((each) => each.startsWith(`${series} `))
    return Number(line?.split(' ')[1])
  }
  const signIns = 'veilgate_sign_ins_total{outcome="signed-in"}'
  const pages = 'veilgate_http_requests_total{kind="page",status="2xx"}'
  const before = { signIns: await figure(signIns), pages: await figure(pages) }
  await signInByForm(page, OPERATOR, '/')
  await expect.poll(() => figure(signIns)).toBe(before.signIns + 1)
  await expect.poll(() => figure(pages)).toBeGreaterThan(before.pages)
  // The overview that is open holds one.
  await expect.poll(() => figure('veilgate_live_streams')).toBeGreaterThan(0)
  await expect.poll(() => figure('veilgate_database_up')).toBe(1)
  const answer = await request.get('/api/metrics', { headers: AUTHORISED })
  expect(answer.headers()['content-type']).toContain('application/openmetrics-text')
  expect((await text()).endsWith('# EOF\n')).toBe(true)
  expect(await text()).not.toContain(OPERATOR.email)
})

test('a scrape is for nobody without the token, signed in or not', async ({ page, request }) => {
  await signIn(page, OPERATOR)
  for (const asked of [request, page.request]) {
    const answer = await asked.get('/api/metrics', { headers: { authorization: 'Bearer made-up' } })
    expect([answer.status(), await answer.text()]).toEqual([401, expect.not.stringContaining('# ')])
  }
})

test('probes tell a process that lives from one that is ready', async ({ request }) => {
  for (const path of ['/api/health/live', '/api/health/ready']) {
    const answer = await request.get(path)
    expect([answer.status(), await answer.json()]).toEqual([200, { status: 'ok' }])
  }
})

test('each answer names its request, each by another name', async ({ request }) => {
  const ids = await Promise.all(
    ['/sign-in', '/api/health', '/icon.svg', '/no/such/page'].map(
      async (path) => (await request.get(path)).headers()['x-request-id'],
    ),
  )
  expect(new Set(ids).size).toBe(4)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
})
