import { describe, expect, it } from 'vitest'
import { isRefused, pinAddress, RefusedAddress } from '@/lib/alerts/deliver/pin-address'

const never = async () => {
  throw new Error('An address is not looked up')
}

describe('an address', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    '169.254.170.2',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    'fd00:ec2::254',
    'fd00:ec2:0:0:0:0:0:254',
    'fd20:ce::254',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
  ])('of a metadata service or of a link is refused: %s', (address) => {
    expect(isRefused(address)).toBe(true)
  })

  it.each([
    '127.0.0.1',
    '10.0.0.7',
    '192.168.1.20',
    '172.16.0.1',
    '::1',
    'fd12:3456::1',
    '203.0.113.7',
    '169.253.255.255',
    '169.255.0.0',
    '2001:db8::1',
    '::ffff:127.0.0.1',
  ])('of one’s own network, or of the world, is not: %s', (address) => {
    expect(isRefused(address)).toBe(false)
  })
})

describe('a host', () => {
  it.each(['169.254.169.254', '[fd00:ec2::254]', '[::ffff:a9fe:a9fe]'])(
    'that is such an address is refused without a look-up: %s',
    async (host) => {
      await expect(pinAddress(host, never)).rejects.toThrow(RefusedAddress)
    },
  )

  // As URLs write them: each of these is 169.254.169.254.
  it.each(['http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/'])(
    'is refused however the address is written: %s',
    async (url) => {
      await expect(pinAddress(new URL(url).hostname, never)).rejects.toThrow(RefusedAddress)
    },
  )

  it('is refused where any of its addresses is', async () => {
    const resolve = async () => [
      { address: '203.0.113.7', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ]
    await expect(pinAddress('rebind.example.com', resolve)).rejects.toThrow(RefusedAddress)
  })

  it('is looked up once, and pinned to what was found', async () => {
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '169.254.1.1', family: 4 }]]
    const resolve = async () => answers.shift() ?? []
    expect(await pinAddress('changing.example.com', resolve)).toEqual([
      { address: '127.0.0.1', family: 4 },
    ])
    expect(answers).toHaveLength(1)
  })

  it('that has no address is unknown', async () => {
    await expect(pinAddress('none.example.com', async () => [])).rejects.toMatchObject({
      code: 'ENOTFOUND',
    })
  })
})
