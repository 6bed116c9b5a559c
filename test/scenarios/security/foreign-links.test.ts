import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { requirePermission } from '@/app/(console)/require-permission'
import * as auditExport from '@/app/api/audit/export/route'
import * as loginsExport from '@/app/api/logins/export/route'
import * as sharedExport from '@/app/api/shared/[kind]/export/route'
import { addUser } from '@/lib/auth/accounts/add-user'
import { auth } from '@/lib/auth/auth'
import { provideEnv } from '@/lib/env'
import type { Role } from '@/lib/model/permissions'
import { logLines } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'
import { ROOT } from '@/test/support/sources/root'

/** The request that the framework would hand in. */
const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))

const services = useServices({ database: 'per-test' })
const PASSWORD = 'lamp beside the window'
const cookies: Partial<Record<Role, string>> = {}

/** What a browser says of where a request began. */
type Site = 'same-origin' | 'none' | 'same-site' | 'cross-site' | null
const FOREIGN: Site[] = ['cross-site', 'same-site']

beforeEach(async () => {
  provideEnv({ VEILGATE_AUTH_SECRET: 'a secret of the tests, long enough' })
  for (const role of ['operator', 'admin'] as const) {
    const email = `${role}@example.com`
    await addUser({ email, password: PASSWORD, role })
    const body = { email, password: PASSWORD }
    const { headers } = await auth().api.signInEmail({ body, returnHeaders: true })
    cookies[role] = headers.get('set-cookie')?.split(';')[0] ?? ''
  }
})

function comes(role: Role, site: Site, path = '/', method = 'GET'): NextRequest {
  request.headers = new Headers({ cookie: cookies[role] ?? '' })
  if (site !== null) request.headers.set('sec-fetch-site', site)
  return new NextRequest(`http://localhost${path}`, { method, headers: request.headers })
}

const DOWNLOADS = {
  logins: (site: Site) => loginsExport.GET(comes('operator', site, '/api/logins/export')),
  'shared-devices': (site: Site) =>
    sharedExport.GET(comes('operator', site, '/api/shared/device/export'), {
      params: Promise.resolve({ kind: 'device' }),
    }),
}

describe('a link on another site', () => {
  it.each([...FOREIGN, null])(
    'leaves no refusal of a person it leads to a page (%s)',
    async (site) => {
      comes('operator', site)
      await expect(requirePermission('read-log')).rejects.toThrow('NEXT_HTTP_ERROR_FALLBACK;404')
      expect(await logLines()).toEqual([])
    },
  )

  it.each(['same-origin', 'none'] as const)('is none where a person asks: %s', async (site) => {
    comes('operator', site)
    await expect(requirePermission('read-log')).rejects.toThrow('NEXT_HTTP_ERROR_FALLBACK;404')
    expect(await logLines()).toEqual(['read-log refused'])
    comes('admin', 'cross-site')
    expect(await requirePermission('read-log')).toMatchObject({ email: 'admin@example.com' })
  })

  it.each(Object.entries(DOWNLOADS))('starts no export of %s', async (what, download) => {
    for (const site of FOREIGN) expect((await download(site)).status).toBe(403)
    expect(await logLines()).toEqual([])
    const response = await download('same-origin')
    expect(response.status).toBe(200)
    await response.text()
    expect(await logLines()).toEqual(['export asked', 'export done 0 rows'])
    const [row] = await services.query('SELECT subject, user_name FROM reveal_log')
    expect(row).toEqual({ subject: what, user_name: 'operator@example.com' })
  })

  it('takes no audit log, which asks for a POST', async () => {
    expect(Object.keys(auditExport)).not.toContain('GET')
    const take = (role: Role) =>
      auditExport.POST(comes(role, 'same-origin', '/api/audit/export', 'POST'))
    expect((await take('operator')).status).toBe(404)
    const response = await take('admin')
    expect(response.headers.get('content-disposition')).toContain('veilgate-audit-')
    const [head, ...lines] = (await response.text()).trim().split('\r\n')
    expect(head).toMatch(/^row,time,person,kind,outcome,times,request,/)
    expect(lines.map((line) => line.split(',').slice(3, 6).join())).toEqual([
      ...['read-log,refused,1', 'export,asked,1'],
    ])
    expect((await logLines()).at(-1)).toBe('export done 2 rows')
  })

  it('can ask for no other GET that leaves a row, as there is none', () => {
    const root = join(ROOT, 'app/api')
    const routes = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('route.ts'))
      .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }))
    const recording = routes.filter(({ text }) => text.includes("from '@/lib/reveal/"))
    expect(recording.length).toBeGreaterThan(2)
    for (const { name, text } of recording) {
      if (!/export (?:async )?function GET\b/.test(text)) continue
      expect(text, name).toContain('isForeignRequest(request.headers)')
    }
  })
})
