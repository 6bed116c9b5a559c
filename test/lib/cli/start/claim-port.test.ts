import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { claimPort } from '@/lib/cli/start/claim-port'

describe('claimPort', () => {
  it('names a taken port, and the variable to choose another with', async () => {
    const { port, close } = await take()
    await expect(claimPort(port, '127.0.0.1', () => false)).rejects.toThrow(
      new RegExp(`^Port ${port} is taken .*PORT=\\d+ npm start$`),
    )
    close()
  })

  it('waits for a predecessor that is on its way out', async () => {
    const { port, close } = await take()
    setTimeout(close, 300)
    expect(await claimPort(port, '127.0.0.1', () => true)).toBe(port)
  })

  it('waits for a quarter of a minute, and no longer', async () => {
    const { port, close } = await take()
    const now = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(14_999)
    now.mockReturnValue(15_000)
    await expect(claimPort(port, '127.0.0.1', () => true)).rejects.toThrow(/ is taken /)
    expect(now).toHaveBeenCalledTimes(3)
    now.mockRestore()
    close()
  })

  it('finds a free one where none is named', async () => {
    expect(await claimPort(0, '127.0.0.1', () => false)).toBeGreaterThan(0)
  })

  it('names an address that is not of this machine', async () => {
    await expect(claimPort(0, '203.0.113.1', () => false)).rejects.toThrow(/VEILGATE_HOST/)
  })
})

async function take() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, close: () => server.close() }
}
