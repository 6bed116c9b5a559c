import { pick, type Random } from '@/lib/sample/random'
import type { SampleLogin } from '@/lib/sample/sample-login'

/**
 * Makes a bad message out of a login: every kind in turn, so that a few dozen show them all. All are
 * bodies that SQS accepts, and none may become a row.
 */
export function malformedMessages(next: Random): (login: SampleLogin) => string {
  let made = 0
  return (login) => {
    const kind = KINDS[made % KINDS.length] as Kind
    const isFirstRound = made < KINDS.length
    made += 1
    return kind(login, next, isFirstRound)
  }
}

type Kind = (login: SampleLogin, next: Random, isFirstRound: boolean) => string

const FIELDS = ['user_id', 'app_version', 'device_type', 'ip', 'device_id'] as const

/** A kind that replaces one field; an undefined value leaves the field out. */
const replacing =
  (field: keyof SampleLogin, value: unknown): Kind =>
  (login) =>
    JSON.stringify({ ...login, [field]: value })

const KINDS: Kind[] = [
  () => '{"foo": "oops_wrong_msg_type", "bar": "123"}',
  (login) => JSON.stringify(login).slice(0, -20),
  () => 'not json at all',
  (login) => `user_id=${login.user_id}&ip=${login.ip}`,
  (login) => JSON.stringify([login]),
  (login) => JSON.stringify(JSON.stringify(login)),
  () => 'null',
  () => '42',
  () => '{}',
  (login) => `{"__proto__":${JSON.stringify(login)}}`,
  ...FIELDS.flatMap((field) => [
    replacing(field, undefined),
    replacing(field, null),
    replacing(field, ''),
    replacing(field, 42),
    replacing(field, { nested: true }),
  ]),
  replacing('locale', 42),
  replacing('locale', 'x'.repeat(33)),
  (login, next) => JSON.stringify({ ...login, ip: pick(next, BAD_IPS) }),
  (login, next) => JSON.stringify({ ...login, app_version: pick(next, BAD_VERSIONS) }),
  replacing('user_id', 'u'.repeat(129)),
  replacing('device_type', 'd'.repeat(33)),
  replacing('app_version', '1'.repeat(65)),
  replacing('device_id', '9'.repeat(5_000)),
  // NUL bytes and lone surrogates travel as JSON escapes; Postgres text can hold neither.
  (login) => JSON.stringify(login).replace('"user_id":"', '"user_id":"\\u0000'),
  (login) => JSON.stringify(login).replace('"device_id":"', '"device_id":"\\u0000'),
  (login) => JSON.stringify(login).replace('"user_id":"', '"user_id":"\\ud800'),
  (login) => JSON.stringify(login).replace('"device_id":"', '"device_id":"\\udc00'),
  // A very long one in the first round only, so that many bad messages stay affordable.
  (login, _next, isFirstRound) =>
    JSON.stringify({ ...login, device_id: 'A'.repeat(isFirstRound ? 250_000 : 2_500) }),
]

const BAD_IPS = ['999.1.1.1', '010.0.0.1', '1.2.3', 'fe80::1%eth0', '1.2.3.4:80', 'localhost', '1']
const BAD_VERSIONS = ['2.3.0-beta', '1.2.3.4', '999999.0.0', '1.100.0', 'latest', '.', '2.']
