import { afterEach, describe, expect, it } from 'vitest'
import { env, provideEnv } from '@/lib/env'
import { siteAddressProblem } from '@/lib/site-address'

afterEach(() => provideEnv({ VEILGATE_URL: '' }))

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
