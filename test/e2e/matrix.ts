import type { RevealAction } from '@/lib/model/reveal-log'

/** Who may: everybody, whoever is signed in, admins alone. */
export type Who = 'everybody' | 'people' | 'admins'

/** Something real of each kind; and, for the same question about nothing, what is not there. */
export type Things = {
  device: string
  ip: string
  rejected: string
  user: string
  run: string
  original: string
}

type Door = {
  who: Who
  /** What the reveal log calls it, where a refusal is recorded. */
  records?: RevealAction
}

/** Each page, where an admin asks for it, and what an admin then sees as its title. */
export const PAGES: Record<string, Door & { at?: (things: Things) => string; title?: string }> = {
  '/': { who: 'people', title: 'Overview' },
  '/[...missing]': { who: 'people', at: () => '/no/such/page' },
  '/audit': { who: 'admins', records: 'read-log', title: 'Audit log' },
  '/devices': { who: 'people', title: 'Devices' },
  '/devices/[token]': { who: 'people', at: ({ device }) => `/devices/${device}`, title: 'Device' },
  '/ips': { who: 'people', title: 'IPs' },
  '/ips/[token]': { who: 'people', at: ({ ip }) => `/ips/${ip}`, title: 'IP' },
  '/logins': { who: 'people', title: 'Logins' },
  '/rejected': { who: 'people', title: 'Rejected' },
  '/reveal': {
    ...{ who: 'admins', records: 'reveal', title: 'Reveal' },
    at: ({ device }) => `/reveal?tokens=${device}`,
  },
  '/reveal/find': { who: 'admins', records: 'find-by-original', title: 'Reveal' },
  '/runs': { who: 'people', title: 'Runs' },
  '/runs/[id]': { who: 'people', at: ({ run }) => `/runs/${run}`, title: 'Run' },
  '/settings': { who: 'admins', records: 'manage-users', title: 'Settings' },
  '/settings/erase': { who: 'admins', records: 'erase', title: 'Settings' },
  '/settings/users': { who: 'admins', records: 'manage-users', title: 'Settings' },
  '/sign-in': { who: 'everybody' },
}

/** Each route, and the status that whoever may gets for the request that is made here. */
export const ROUTES: Record<
  string,
  Door & { at?: (things: Things) => string; data?: unknown; status?: number }
> = {
  'GET /api/audit/export': { who: 'admins', records: 'read-log' },
  'GET /api/exports/progress': { who: 'people', status: 404 },
  'DELETE /api/exports/progress': { who: 'people', status: 204 },
  'GET /api/health': { who: 'everybody' },
  'GET /api/live': { who: 'people' },
  'GET /api/logins/company': { who: 'people', at: () => '?row=1.1' },
  'GET /api/logins/export': { who: 'people', at: ({ device }) => `?device=${device}` },
  'GET /api/logins/newer': { who: 'people', at: () => '?now=1&since=0' },
  'POST /api/logins/suggest': { who: 'people', data: { field: 'device', typed: 'dv1' } },
  'GET /api/shared/[kind]/export': { who: 'people', at: () => '/api/shared/device/export' },
}

const REASON = 'A customer reported a stolen phone'
/** Too short: what an admin may ask gets an answer, and nothing is done. */
const NO_REASON = 'short'
const PASSPHRASE = 'not the passphrase'

/**
 * Each action, what it is called with, and what whoever may call it gets. For those of admins the
 * first question is about something real, the second about nothing: the refusals must be equal.
 */
export const ACTIONS: Record<
  string,
  Door & { ask: (things: Things) => unknown[][]; answer: RegExp }
> = {
  ingestNow: { who: 'people', ask: () => [[]], answer: /"ok":true/ },
  sendSampleLogins: { who: 'people', ask: () => [[]], answer: /"ok":true/ },
  stopRun: { who: 'people', ask: () => [[2_147_483_647]], answer: /has ended already/ },
  markDevice: {
    who: 'people',
    ask: ({ device }) => [[device, 'reviewed', 'looked at']],
    answer: /"ok":true/,
  },
  saveLoginsView: {
    who: 'people',
    ask: () => [[{ name: '', query: '', shared: false }]],
    answer: /1 to 80 characters/,
  },
  shareLoginsView: { who: 'people', ask: () => [[2_147_483_647, true]], answer: /no such view/ },
  deleteLoginsView: { who: 'people', ask: () => [[2_147_483_647]], answer: /no such view/ },
  defaultLoginsView: { who: 'people', ask: () => [[2_147_483_647]], answer: /no such view/ },
  openRejectedBody: aboutRejected('open-rejected', {}),
  returnRejectedMessage: aboutRejected('return-rejected', { again: false }),
  discardRejectedMessage: aboutRejected('discard-rejected', {}),
  recordBodyCopy: {
    ...{ who: 'admins', records: 'copy', answer: /"not-shown"/ },
    ask: () => [[{ requestId: '1' }], [{ requestId: '999999999' }]],
  },
  revealTokens: {
    ...{ who: 'admins', records: 'reveal', answer: /"invalid"/ },
    ask: ({ device, ip }) => [
      [{ tokens: [device, ip], passphrase: PASSPHRASE, reason: NO_REASON, ticket: '' }],
      [{ tokens: [`dv1_000000_${'0'.repeat(32)}`], passphrase: '', reason: REASON, ticket: '' }],
    ],
  },
  recordRevealCopy: {
    ...{ who: 'admins', records: 'copy', answer: /"not-shown"/ },
    ask: ({ device }) => [
      [{ requestId: '1', token: device }],
      [{ requestId: '999999999', token: `dv1_000000_${'0'.repeat(32)}` }],
    ],
  },
  findToken: {
    ...{ who: 'admins', records: 'find-by-original', answer: /"invalid"/ },
    ask: ({ original }) => [
      [{ field: 'ip', original, reason: NO_REASON, ticket: '' }],
      [{ field: 'ip', original: '192.0.2.1', reason: REASON, ticket: '' }],
    ],
  },
  previewErasure: {
    ...{ who: 'admins', records: 'erase', answer: /"counted"/ },
    ask: ({ user }) => [[{ userId: user }], [{ userId: 'nobody-of-that-name' }]],
  },
  erasePerson: {
    ...{ who: 'admins', records: 'erase', answer: /"invalid"/ },
    ask: ({ user }) => [
      [{ userId: user, reason: NO_REASON, ticket: '' }],
      [{ userId: 'nobody-of-that-name', reason: REASON, ticket: '' }],
    ],
  },
  addPerson: aboutPeople({ role: 'admin' }),
  changeRole: aboutPeople({ role: 'admin' }),
  renewPassword: aboutPeople({}),
  endPersonsSessions: aboutPeople({}),
  removePerson: aboutPeople({}),
  // Open to everybody: whoever has no session has nothing to end, and their guesses are limited.
  signInAction: { who: 'everybody', ask: () => [[null]], answer: /./ },
  signOutAction: { who: 'everybody', ask: () => [[]], answer: /./ },
}

function aboutRejected(records: RevealAction, more: object) {
  const asked = { passphrase: PASSPHRASE, ticket: '', ...more }
  return {
    ...{ who: 'admins' as const, records, answer: /"invalid"/ },
    ask: ({ rejected }: Things) => [
      [{ ...asked, id: rejected, reason: NO_REASON }],
      [{ ...asked, id: '999999999', reason: REASON }],
    ],
  }
}

function aboutPeople(more: object) {
  return {
    ...{ who: 'admins' as const, records: 'manage-users' as const, answer: /"invalid"/ },
    // An admin who asks this is told that there is no such address, or that it is none.
    ask: () => [[{ email: 'no address', ...more }], [{ email: 'nobody@example.com', ...more }]],
  }
}
