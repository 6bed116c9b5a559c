import { afterEach, describe, expect, it } from 'vitest'
import { testMessage } from '@/lib/alerts/message'
import { env, provideEnv } from '@/lib/env'
import { siteAddress, siteAddressProblem } from '@/lib/site-address'

afterEach(() => provideEnv({ VEILGATE_URL: '', VEILGATE_HOST: '', PORT: '' }))

describe('the address of the console', () => {
  it.each([
    'https://veilgate.example.com',
    'https://veilgate.example.com/',
    'http://localhost:3001',
    'http://[::1]:3000',
  ])('may be %s', (value) => expect(siteAddressProblem(value)).toBeUndefined())

  it.each([
    ['https://example.com/veilgate', /must not have a path/],
    ['https://example.com/veilgate/', /must not have a path/],
    ['https://example.com/?a=b', /\? or # part/],
    ['https://example.com?', /\? or # part/],
    ['https://example.com/#top', /\? or # part/],
    ['https://ann:hush@example.com', /user name or password/],
    ['https://ann@example.com/', /user name or password/],
    ['ftp://example.com', /^wanted the address people open/],
    ['veilgate.example.com', /^wanted the address people open/],
    ['localhost:3000', /^wanted the address people open/],
    ['javascript:alert(1)', /^wanted the address people open/],
    ['', /^wanted the address people open/],
  ])('may not be %s', (value, problem) => expect(siteAddressProblem(value)).toMatch(problem))

  it('is refused at the start, in words that do not repeat it', () => {
    provideEnv({ VEILGATE_URL: 'https://ann:hush@example.com/veilgate' })
    expect(() => env()).toThrow(/^VEILGATE_URL is wrong: it must not hold a user name or password/)
    expect(() => env()).not.toThrow(/hush/)
    provideEnv({ VEILGATE_URL: 'https://example.com/veilgate' })
    expect(() => env()).toThrow('VEILGATE_URL is wrong: it must not have a path')
  })
})

describe('the address at which people open the console', () => {
  it.each([
    [undefined, '127.0.0.1', 'http://localhost:3000'],
    [undefined, '0.0.0.0', 'http://localhost:3000'],
    [undefined, '::', 'http://localhost:3000'],
    [undefined, '10.0.0.7', 'http://10.0.0.7:3000'],
    [undefined, 'fd00::7', 'http://[fd00::7]:3000'],
    ['https://veilgate.example.com', '0.0.0.0', 'https://veilgate.example.com'],
  ])(
    'where %s is configured, and it listens on %s, is %s',
    (VEILGATE_URL, VEILGATE_HOST, address) => {
      expect(siteAddress({ VEILGATE_URL, VEILGATE_HOST, PORT: 3000 })).toBe(address)
    },
  )

  it('is the one that alerts lead to', () => {
    provideEnv({ VEILGATE_URL: '', VEILGATE_HOST: '127.0.0.1', PORT: '3000' })
    expect(testMessage().url).toBe('http://localhost:3000/settings/alerts')
  })
})
