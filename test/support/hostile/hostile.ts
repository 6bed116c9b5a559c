import { between, pick, random } from '@/lib/sample/random'
import { testSeed } from '@/test/support/seed'

/** Texts that have broken something somewhere. */
export const HOSTILE: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud83d',
  '\u202eevil',
  '\u{1F600}'.repeat(50),
  'x'.repeat(3_000),
  "'); DROP TABLE reveal_log;--",
  "1' OR true",
  '%00',
  '%',
  '%E0%A4%A',
  '\\',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '{"$gt":""}',
  '$undefined',
  '$K1',
  '<script>alert(1)</script>',
  '-1',
  '0',
  '1e309',
  'NaN',
  '99999999999999999999',
  '9999-12-31T23:59:59Z',
  '-271821-04-20',
  'n.99999999999999.999999999999999999',
  'p.-99999999999999.0',
  'n.1e5.x',
  'last',
  '1.2.3.4',
  '::1',
  'a,b\r\nc: d',
]

/** For those who have the time: so many random tokens at every door. */
const ASKED = Number(process.env.VEILGATE_TEST_TOKENS ?? 0)

export const HOSTILE_TIMEOUT_MS = 480_000 + ASKED * 500

/** The random tokens for a door, as many as are usual there or as were asked for. */
export function randomTokens(usual: number): string[] {
  return Array.from({ length: ASKED || usual }, () => randomToken())
}

const next = random(testSeed(), 'hostile tokens')

/** A token that looks right, or one with something wrong about it. */
function randomToken(): string {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex')
  const token = `${pick(next, ['ip1', 'dv1'])}_${pick(next, [hex(3), 'erased'])}_${hex(16)}`
  const at = between(next, 0, token.length - 1)
  return pick(next, [
    token,
    token,
    token.toUpperCase(),
    token.slice(at),
    token.slice(0, at) + randomBytes(1).toString('latin1') + token.slice(at + 1),
    `${token}\n${token}`,
    randomBytes(at + 1).toString('utf8'),
  ])
}

function randomBytes(count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, () => between(next, 0, 255)))
}
