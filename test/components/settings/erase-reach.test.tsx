import { expect, it } from 'vitest'
import { EraseReach } from '@/components/settings/erase-reach'
import { renderedText } from '@/test/support/render'

it('tells before an erasure what stays of the logins, and how much it reaches', () => {
  const values = { ip: 1_200, device_id: 3 }
  const counted = { userId: 'user-1', rows: 12_345, values, shared: 2, erasedRows: 0 }
  const text = renderedText(<EraseReach counted={counted} erase={async () => undefined} />)
  expect(text).toContain('12,345 logins : user, time, type, locale and version stay,')
  expect(text).toContain('1,200 IPs')
  expect(text).toContain('1,201 originals leave the vault; 2 others stay')
})
