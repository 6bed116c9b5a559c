import { describe, expect, it } from 'vitest'
import { parseTokens } from '@/lib/model/parse-tokens'
import { isToken } from '@/lib/model/token'

const IP = 'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023'
const DEVICE = 'dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47'
const ERASED = 'ip1_erased_00112233445566778899aabbccddeeff'

describe('parseTokens', () => {
  it.each([
    ['lines', `${IP}\n${DEVICE}`],
    ['Windows lines', `${IP}\r\n${DEVICE}\r\n`],
    ['commas', `${IP},${DEVICE}`],
    ['semicolons and spaces', ` ${IP} ; ${DEVICE} ;`],
    ['tabs of a table', `${IP}\t${DEVICE}`],
    ['a JSON list', JSON.stringify([IP, DEVICE])],
    ['an SQL list', `('${IP}', '${DEVICE}')`],
    ['pipes', `| ${IP} | ${DEVICE} |`],
    ['angle brackets', `<${IP}><${DEVICE}>`],
  ])('finds tokens between %s', (_, text) => {
    expect(parseTokens(text)).toEqual({ tokens: [IP, DEVICE], others: 0 })
  })

  it('keeps each token once, in the order of its first place', () => {
    expect(parseTokens(`${DEVICE} ${IP} ${DEVICE}`).tokens).toEqual([DEVICE, IP])
  })

  it('reads tokens that something turned into capitals', () => {
    expect(parseTokens(IP.toUpperCase()).tokens).toEqual([IP])
  })

  it('takes the tokens of erased values, too', () => {
    expect(parseTokens(ERASED).tokens).toEqual([ERASED])
  })

  it('counts other words, and gives none of them away', () => {
    const pasted = parseTokens(`203.0.113.135 ${IP} 111-22-3333`)
    expect(pasted).toEqual({ tokens: [IP], others: 2 })
    expect(JSON.stringify(pasted)).not.toContain('199.172')
  })

  it.each([
    ['a digit too few', IP.slice(0, -1)],
    ['a digit too many', `${IP}0`],
    ['something before it', `x${IP}`],
    ['an unknown field', IP.replace('ip1', 'ip2')],
    ['letters that are no digits', IP.replace('3fc83f', 'zzzzzz')],
  ])('takes no token with %s', (_, text) => {
    expect(parseTokens(text).tokens).toEqual([])
  })

  it('takes nothing from nothing', () => {
    expect(parseTokens(' \n ')).toEqual({ tokens: [], others: 0 })
  })

  it('is quick with a long text that holds no token', () => {
    const started = performance.now()
    parseTokens('ip1_'.repeat(250_000))
    parseTokens('ip1_ada45f_'.repeat(100_000))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('isToken', () => {
  it('tells a token from what only holds one', () => {
    expect(isToken(IP)).toBe(true)
    expect(isToken(` ${IP}`)).toBe(false)
    expect(isToken(`${IP} ${DEVICE}`)).toBe(false)
    expect(isToken('(not a token)')).toBe(false)
  })
})
