import { describe, expect, it } from 'vitest'
import { holdsOriginal } from '@/lib/model/text/holds-original'

describe('holdsOriginal', () => {
  it.each([
    '203.0.113.7',
    'seen from 203.0.113.7, id',
    'ip:203.0.113.7',
    'x=203.0.113.7;',
    '203.0.113.7/32',
    '203.0.113.0/24',
    '203.0.113.7:443',
    'http://203.0.113.7/',
    'hxxp://203[.]0[.]113[.]7/path?q=1',
    'https://me@203.0.113.7:8443/',
    'http://3405803783/',
    '203.0.113.7-203.0.113.9',
    '203.0.113.7–9',
    '203[.]0[.]113[.]7',
    '203(.)0(.)113(.)7',
    '203 (dot) 0 (dot) 113 (dot) 7',
    '203[dot]0[dot]113[dot]7',
    '203 dot 0 dot 113 dot 7',
    '203 . 0 . 113 . 7',
    '203%2E0%2e113%2E7',
    '203&#46;0&#46;113&#46;7',
    '203\\.0\\.113\\.7',
    '２０３．０．１１３．７',
    '203。0。113。7',
    '٢٠٣.٠.١١٣.٧',
    '𝟐𝟎𝟑.𝟎.𝟏𝟏𝟑.𝟕',
    '203\u200b.0.\u2060113.7',
    '203.000.113.007',
    'ip-203-0-113-7.eu-west-1.compute',
    '0xcb007107',
    '::ffff:203.0.113.7',
    '2001:db8::1',
    'is it 2001:DB8::1?',
    'ip:2001:db8::1',
    '[2001:db8::1]:443',
    'http://[2001:db8::1]/',
    '2001:db8::/32',
    'fe80::1%eth0',
    '2001[:]db8[::]1',
    '２００１：ｄｂ８：：１',
    '2001:0db8:0000:0000:0000:0000:0000:0001',
    '2001:db8:0:0:0:0:0:1:443',
    '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
    '111-22-3333',
    'id 111-22-3333.',
    '593‑47–5928',
    '593 47 5928',
    '593.47.5928',
    '５９３－４７－５９２８',
  ])('finds what is in %s', (text) => {
    expect(holdsOriginal(text)).toBe(true)
  })

  it.each([
    '',
    'A customer reported a stolen phone',
    'version 2.3.0',
    'versions 6.02, 0.2 and 12.4.1',
    'section 1.2.3.4.5',
    'since 2026-11-26T07:41:01Z',
    'on 26.11.2026 at 07:41:01',
    'ticket 4711-2026, order 3405803783',
    '300.1.2.3',
    'std::vector and Foo::Bar',
    'note: this, that: those',
    'the MAC is 00:1b:44:11:3a:b7',
    'call +49 30 901820',
    'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023',
    'dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47',
  ])('finds nothing in %s', (text) => {
    expect(holdsOriginal(text)).toBe(false)
  })

  it.each([
    ['colons', ':'.repeat(100_000)],
    ['hex digits', 'a'.repeat(100_000)],
    ['groups', 'a:'.repeat(50_000)],
    ['digits', '1'.repeat(100_000)],
    ['dots', '1.'.repeat(50_000)],
    ['brackets', '[ '.repeat(50_000)],
    ['user parts of URLs', '://x'.repeat(25_000)],
  ])('reads a text of %s once: a quadratic search would outlast the test', (_, text) => {
    expect(typeof holdsOriginal(text)).toBe('boolean')
  })
})
