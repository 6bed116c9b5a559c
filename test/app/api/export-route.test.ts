import { expect, it, vi } from 'vitest'
import { exportRoute } from '@/app/api/export-route'
import { authorise } from '@/lib/auth/authorise'
import type { ExportChunk } from '@/lib/db/logins/export-logins'
import { exportsUnderWay } from '@/lib/exports/exports-under-way'
import { logLines, OPERATOR } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

vi.mock('@/lib/auth/authorise', () => ({ authorise: vi.fn() }))
vi.mock('@/app/read-source', () => ({ fromReadSource: (act: () => unknown) => act() }))

useServices({ database: 'per-test' })

it('begins no export for whoever asks for its headers alone: nobody would take its rows', async () => {
  vi.mocked(authorise).mockResolvedValue({ kind: 'authorised', user: OPERATOR })
  async function* read(): AsyncGenerator<ExportChunk> {
    yield { csv: 'a row\r\n', rows: 1 }
  }
  const prepare = async () => ({
    what: 'logins',
    fileName: 'logins.csv',
    columns: ['column'],
    chunks: read(),
  })
  const ask = (method: string) =>
    exportRoute(new Request('http://localhost/api/logins/export', { method }), prepare)
  const head = await ask('HEAD')
  expect([head.status, head.headers.get('allow'), head.body]).toEqual([405, 'GET', null])
  expect(exportsUnderWay().size).toBe(0)
  await (await ask('GET')).text()
  expect(await logLines()).toEqual(['export asked', 'export done 1 rows'])
})
