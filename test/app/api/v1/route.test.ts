import { beforeEach, describe, expect, it, vi } from 'vitest'
import { GET, HEAD } from '@/app/api/v1/[collection]/route'
import { API_COLLECTIONS } from '@/app/api/v1/collections/all'
import { openApiDocument, type Schema } from '@/app/api/v1/open-api-document'
import { PAGING, readRequest } from '@/app/api/v1/read-request'
import { takePlace } from '@/lib/api/take-place'
import { database } from '@/lib/db/client'
import { foldAll } from '@/lib/ingest/fold-loop'
import { API_SCOPES, type ApiScope } from '@/lib/model/api-token'
import { insertApiToken } from '@/test/support/factories/api-tokens'
import { misfitOf } from '@/test/support/fits-schema'
import { HOSTILE } from '@/test/support/hostile/hostile'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { useServices } from '@/test/support/services'

useServices()
const LOGINS = 6
const ORIGINALS = ['203.0.113.', 'device-canary-']
let token: Awaited<ReturnType<typeof insertApiToken>> | undefined

beforeEach(async () => {
  if (token !== undefined) return
  await initQuickKeys(PASSPHRASE)
  // Three users with two devices and one IP each way, and two messages that are bad.
  const bodies = Array.from({ length: LOGINS }, (_, at) =>
    bodyWith({
      user_id: `user ${at % 3}`,
      device_id: `device-canary-${at % 2}`,
      ip: '203.0.113.7',
      locale: at === 0 ? null : 'DE',
      device_type: at % 2 === 0 ? 'ios' : 'android',
    }),
  )
  await sendAll([...bodies, 'device-canary-9 is no JSON', bodyWith({ ip: null })])
  await turn()
  await foldAll()
  token = await insertApiToken()
})

type Asked = { scopes?: ApiScope[]; accept?: string; method?: 'GET' | 'HEAD'; bearer?: string }

async function ask(path: string, { accept, method = 'GET', bearer }: Asked = {}) {
  const authorization = bearer ?? token?.authorization ?? ''
  const headers: Record<string, string> = { host: '127.0.0.1:3000' }
  if (authorization !== 'none') headers.authorization = authorization
  if (accept !== undefined) headers.accept = accept
  const request = new Request(`http://127.0.0.1:3000/api/v1/${path}`, { method, headers })
  const collection = path.split('?', 1)[0] ?? ''
  const response = await (method === 'GET' ? GET : HEAD)(request, {
    params: Promise.resolve({ collection }),
  })
  const text = await response.text()
  for (const original of ORIGINALS) expect(text).not.toContain(original)
  return { response, text, status: response.status }
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** Follows the links from the first page to the end. */
async function readAll(path: string) {
  const pages: Record<string, unknown>[][] = []
  for (let next: string | undefined = path; next !== undefined; ) {
    const { response, text, status } = await ask(next)
    expect(status, text).toBe(200)
    pages.push(linesOf(text))
    const link = response.headers.get('link') ?? ''
    next = /^<http:\/\/127\.0\.0\.1:3000\/api\/v1\/([^>]+)>; rel="next"$/.exec(link)?.[1]
    expect(pages.length).toBeLessThan(20)
  }
  return pages
}

describe('a collection of the API', () => {
  it.each(API_SCOPES)('answers for %s with what its schema says', async (name) => {
    const { text, response } = await ask(name)
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
    const rows = linesOf(text)
    expect(rows.length).toBeGreaterThan(0)
    const schema = openApiDocument().components.schemas[name] as Schema
    for (const row of rows) expect(misfitOf(row, schema)).toBeNull()
  })

  it.each(API_SCOPES)('answers for %s with the same rows as CSV', async (name) => {
    const lines = (await ask(`${name}?format=csv`)).text.trimEnd().split('\r\n')
    const rows = linesOf((await ask(name)).text)
    expect(lines[0]).toBe(Object.keys(rows[0]).join(','))
    expect(lines).toHaveLength(rows.length + 1)
    const accepted = await ask(name, { accept: 'text/csv' })
    expect(accepted.text.split('\r\n', 1)[0]).toBe(lines[0])
    expect(accepted.response.headers.get('vary')).toBe('accept')
  })

  it.each([
    ['logins', LOGINS],
    ['logins?sort=user_id&order=asc', LOGINS],
    ['devices', 2],
    ['rejected', 2],
    ['runs', 1],
  ])('gives each row of %s once, page by page', async (path, count) => {
    const pages = await readAll(`${path}${path.includes('?') ? '&' : '?'}limit=1`)
    expect(pages.flat()).toHaveLength(count)
    expect(new Set(pages.flat().map((row) => JSON.stringify(row))).size).toBe(count)
    // A run that works takes longer each time.
    const whole = (await readAll(path)).flat()
    const timeless = (row: Record<string, unknown>) => ({ ...row, seconds: 0 })
    expect(pages.flat().map(timeless)).toEqual(whole.map(timeless))
  })

  it('narrows by the filters of the page, under the names that links have or had', async () => {
    const ios = linesOf((await ask('logins?device_type=ios')).text)
    expect(ios.map((row) => row.device_type)).toEqual(['ios', 'ios', 'ios'])
    expect(linesOf((await ask('logins?type=ios&locale=')).text)).toHaveLength(1)
    expect(linesOf((await ask('logins?to=2001-01-01T00:00:00Z')).text)).toEqual([])
    expect(linesOf((await ask('devices?users=3')).text)).toHaveLength(2)
    expect(linesOf((await ask('devices?users=4')).text)).toHaveLength(0)
    expect(linesOf((await ask('runs?state=failed')).text)).toHaveLength(0)
    expect(linesOf((await ask('rejected?run=77')).text)).toHaveLength(0)
  })

  it.each([
    ['reason=ip:null', 1],
    ['reason=ip:missing', 0],
    ['field=ip', 1],
    ['field=message', 1],
    ['state=kept', 2],
    ['state=returned', 0],
    ['request=1', 0],
    ['range=24h', 2],
    ['to=2001-01-01T00:00:00Z', 0],
    ['reason=not-json&state=kept&range=24h', 1],
  ])(
    'narrows the rejected messages by what their page is narrowed by: %s',
    async (filter, count) => {
      expect(linesOf((await ask(`rejected?${filter}`)).text)).toHaveLength(count)
    },
  )

  it('refuses what the page counts rejected messages by: that is no list', async () => {
    expect((await ask('rejected?by=reason')).status).toBe(400)
  })

  it('fixes a range of time for the pages that follow', async () => {
    const { response } = await ask('logins?range=24h&limit=1&format=ndjson')
    const link = response.headers.get('link') ?? ''
    const next = new URL(link.slice(1, link.indexOf('>'))).searchParams
    expect([...next.keys()].sort()).toEqual(['cursor', 'format', 'from', 'limit'])
    const from = Date.now() - Date.parse(next.get('from') ?? '')
    expect(Math.abs(from - 86_400_000)).toBeLessThan(600_000)
  })

  it('says why messages were rejected, and nothing that they said', async () => {
    const rows = linesOf((await ask('rejected')).text)
    expect(rows.map(({ reasons }) => reasons).sort()).toEqual([['ip:null'], ['not-json']])
    expect(Object.keys(rows[0])).not.toContain('body')
  })

  it('answers HEAD with the same headers, and no body', async () => {
    const get = await ask('logins?limit=2')
    const head = await ask('logins?limit=2', { method: 'HEAD' })
    expect(head.text).toBe('')
    for (const name of ['content-type', 'link', 'vary']) {
      expect(head.response.headers.get(name)).toBe(get.response.headers.get(name))
    }
    // However often: its place is given back.
    for (let at = 0; at < 5; at += 1) {
      expect((await ask('runs', { method: 'HEAD' })).status).toBe(200)
    }
  })
})

describe('a request that is not answered', () => {
  const problemOf = async (path: string, asked?: Asked) => {
    const { response, text, status } = await ask(path, asked)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const problem = JSON.parse(text)
    expect(misfitOf(problem, openApiDocument().components.schemas.problem as Schema)).toBeNull()
    expect(problem.status).toBe(status)
    return { status, problem, challenge: response.headers.get('www-authenticate'), response }
  }

  it('is told what is wrong with each parameter', async () => {
    const path =
      'logins?limit=0&cursor=p.1.2&format=xml&time_zone=Nowhere&colour=red&ip=203.0.113.7'
    const { status, problem } = await problemOf(path)
    expect(status).toBe(400)
    const parameters = problem.errors.map(({ parameter }: { parameter: string }) => parameter)
    expect(parameters.sort()).toEqual(['colour', 'cursor', 'format', 'ip', 'limit', 'time_zone'])
    expect(problem.detail).toContain('an original is never looked for here')
  })

  it.each([
    ['runs?state=odd', 'state'],
    ['runs?at=n.1', 'at'],
    ['runs?cursor=n.x', 'cursor'],
    ['logins?row=1.1', 'row'],
    ['logins?cursor=n.1', 'cursor'],
    ['logins?limit=10001', 'limit'],
    ['logins?limit=1&limit=2', 'limit'],
    ['devices?users=1', 'users'],
    ['ips?assignee=me', 'assignee'],
  ])('%s is not understood', async (path, parameter) => {
    const { status, problem } = await problemOf(path)
    expect([status, problem.errors[0].parameter]).toEqual([400, parameter])
  })

  it.each(API_SCOPES)('of %s takes anything in any parameter', async (name) => {
    const { parameters } = API_COLLECTIONS[name]
    const names = [...parameters.map((parameter) => parameter.name), ...Object.keys(PAGING)]
    for (const value of HOSTILE) {
      for (const parameter of [...names, value]) {
        const searchParams = new URLSearchParams({ [parameter]: value })
        const asked = { searchParams, accept: value, nowMs: Date.now() }
        expect(['read', 'invalid', 'not-acceptable']).toContain(
          readRequest(API_COLLECTIONS[name], asked).kind,
        )
      }
    }
  })

  it('is answered or refused for any user there could be', async () => {
    const { authorization: bearer } = await insertApiToken(['logins'])
    for (const value of HOSTILE.slice(0, 100)) {
      const search = new URLSearchParams({ user_id: value, limit: '1' })
      const { status } = await ask(`logins?${search}`, { bearer })
      expect([value, status === 200 || status === 400]).toEqual([value, true])
    }
  })

  it('has shown no token, or none that serves, and learns nothing else', async () => {
    const none = await problemOf('nothing?limit=0', { bearer: 'none' })
    expect([none.status, none.challenge]).toEqual([401, 'Bearer realm="veilgate"'])
    const odd = await problemOf('nothing', { bearer: `Bearer vgt_${'A'.repeat(43)}` })
    expect(odd.status).toBe(401)
    expect(odd.challenge).toContain('invalid_token')
  })

  it('is out of the token’s scopes', async () => {
    const { authorization: bearer } = await insertApiToken(['runs'])
    expect((await problemOf('logins', { bearer })).status).toBe(403)
    expect((await ask('runs', { bearer })).status).toBe(200)
  })

  it('is about nothing that there is', async () => {
    expect((await problemOf('vault')).status).toBe(404)
    expect((await problemOf('toString')).status).toBe(404)
  })

  it('accepts no format that there is', async () => {
    expect((await problemOf('runs', { accept: 'application/json' })).status).toBe(406)
  })

  it('is one too many of its token, and is told when to ask again', async () => {
    const places = [takePlace(token?.id ?? ''), takePlace(token?.id ?? '')]
    const { status, response } = await problemOf('runs')
    expect([status, response.headers.get('retry-after')]).toEqual([429, '1'])
    for (const place of places) if (place.kind === 'taken') place.leave()
    expect((await ask('runs')).status).toBe(200)
  })

  it('finds the database away: a 503 that says so', async () => {
    const { authorization: bearer } = token ?? { authorization: '' }
    const away = vi.spyOn(database(), '$queryRaw').mockRejectedValue(new Error('secret words'))
    try {
      const { status, problem } = await problemOf('runs', { bearer })
      expect(status).toBe(503)
      expect(problem.detail).not.toContain('secret words')
    } finally {
      away.mockRestore()
    }
  })
})
