import type { Permission } from '@/lib/model/permissions'

/** What one must be permitted; `null` where the door is open to everybody, without a session. */
export type Needs = Permission | null

/** Something real of each kind; and, for the same question about nothing, what is not there. */
export type Things = {
  device: string
  ip: string
  rejected: string
  user: string
  run: string
  original: string
}

type Door = { needs: Needs }

/** Each page, where an admin asks for it, and what an admin then sees as its title. */
export const PAGES: Record<string, Door & { at?: (things: Things) => string; title?: string }> = {
  '/': { needs: 'browse', title: 'Overview' },
  '/[...missing]': { needs: 'browse', at: () => '/no/such/page' },
  '/audit': { needs: 'read-log', title: 'Audit log' },
  '/dead-letters': { needs: 'browse', title: 'Dead letters' },
  '/devices': { needs: 'browse', title: 'Devices' },
  '/devices/[token]': {
    needs: 'browse',
    at: ({ device }) => `/devices/${device}`,
    title: 'Device',
  },
  '/help': { needs: 'browse', title: 'Help' },
  '/ips': { needs: 'browse', title: 'IPs' },
  '/ips/[token]': { needs: 'browse', at: ({ ip }) => `/ips/${ip}`, title: 'IP' },
  '/logins': { needs: 'browse', title: 'Logins' },
  '/rejected': { needs: 'browse', title: 'Rejected' },
  '/reveal': {
    needs: 'reveal',
    title: 'Reveal',
    at: ({ device }) => `/reveal?tokens=${device}`,
  },
  '/reveal/find': { needs: 'find-by-original', title: 'Reveal' },
  '/runs': { needs: 'browse', title: 'Runs' },
  '/runs/[id]': { needs: 'browse', at: ({ run }) => `/runs/${run}`, title: 'Run' },
  '/change-password': { needs: 'browse', title: 'Change your password' },
  '/set-password': { needs: null },
  '/settings': { needs: 'manage-users', title: 'Settings' },
  '/settings/account': { needs: 'browse', title: 'Settings' },
  '/settings/alerts': { needs: 'browse', title: 'Settings' },
  '/settings/risk': { needs: 'manage-risk', title: 'Settings' },
  '/settings/retention': { needs: 'manage-retention', title: 'Settings' },
  '/settings/erase': { needs: 'erase', title: 'Settings' },
  '/settings/tokens': { needs: 'manage-tokens', title: 'Settings' },
  '/settings/users': { needs: 'manage-users', title: 'Settings' },
  '/sign-in': { needs: null },
  '/users/[id]': { needs: 'browse', at: ({ user }) => `/users/${user}`, title: 'User' },
  '/workers': { needs: 'browse', title: 'Workers' },
}

/** Each route, and the status that whoever may gets for the request that is made here. */
export const ROUTES: Record<
  string,
  Door & { at?: (things: Things) => string; data?: unknown; status?: number }
> = {
  'GET /api/alerts': { needs: 'browse' },
  'POST /api/audit/export': { needs: 'read-log' },
  'GET /api/exports/progress': { needs: 'browse', status: 404 },
  'DELETE /api/exports/progress': { needs: 'browse', status: 204 },
  'POST /api/find': { needs: 'browse', data: { typed: 'dv1' } },
  'GET /api/health': { needs: null },
  'GET /api/health/live': { needs: null },
  'GET /api/health/ready': { needs: null },
  'GET /api/metrics': { needs: null, status: 401 },
  'GET /api/history': { needs: 'browse', at: () => '?span=7d' },
  'GET /api/links': { needs: 'browse', at: ({ device }) => `?centre=device:${device}&to=user:no` },
  'GET /api/live': { needs: 'browse' },
  'GET /api/logins/related': { needs: 'browse', at: () => '?row=1.1' },
  'GET /api/logins/export': { needs: 'browse', at: ({ device }) => `?device=${device}` },
  'GET /api/logins/groups': { needs: 'browse', at: () => '?now=1&by=user_id' },
  'GET /api/logins/loosen': { needs: 'browse', at: () => '?now=1&device_type=none' },
  'GET /api/logins/links': { needs: 'browse', at: () => '?row=1.1&of=device' },
  'GET /api/logins/live': { needs: 'browse', at: () => '?now=1&since=0' },
  'GET /api/logins/newer': { needs: 'browse', at: () => '?now=1&since=0' },
  'POST /api/logins/suggest': { needs: 'browse', data: { field: 'device_id', typed: 'dv1' } },
  'GET /api/rejected/bulk': { needs: 'browse', status: 404 },
  'DELETE /api/rejected/bulk': { needs: 'browse', status: 204 },
  'GET /api/rejected/export': { needs: 'browse', at: () => '?reason=ip:missing' },
  'GET /service-worker': { needs: null },
  // Who may is told by a token alone; whoever is signed in has none.
  'GET /api/v1/[collection]': { needs: null, at: () => '/api/v1/logins', status: 401 },
  'HEAD /api/v1/[collection]': { needs: null, at: () => '/api/v1/logins', status: 401 },
  'GET /api/v1/openapi.json': { needs: null },
  'GET /api/runs/export': { needs: 'browse' },
  'GET /api/runs/[id]/batches/export': {
    needs: 'browse',
    at: ({ run }) => `/api/runs/${run}/batches/export`,
  },
  'GET /api/shared/[kind]/export': { needs: 'browse', at: () => '/api/shared/device/export' },
}

const REASON = 'A customer reported a stolen phone'
/** Too short: what an admin may ask gets an answer, and nothing is done. */
const NO_REASON = 'short'
const PASSPHRASE = 'not the passphrase'
const NO_WORKER = '00000000-0000-4000-8000-000000000000'

/**
 * Each action, what it is called with, and what whoever may call it gets. For those of admins the
 * first question is about something real, the second about nothing: the refusals must be equal.
 */
export const ACTIONS: Record<
  string,
  Door & { ask: (things: Things) => unknown[][]; answer: RegExp }
> = {
  ingestNow: { needs: 'ingest', ask: () => [[]], answer: /"kind":"done"/ },
  sendSampleLogins: { needs: 'ingest', ask: () => [[]], answer: /"kind":"done"/ },
  stopRun: { needs: 'ingest', ask: () => [[2_147_483_647]], answer: /has ended already/ },
  // Off, as it is: a test after this one may count what is on the queue.
  setFollow: { needs: 'ingest', ask: () => [[false]], answer: /"kind":"done"/ },
  pauseAll: { needs: 'ingest', ask: () => [[false]], answer: /"kind":"done"/ },
  pauseWorker: {
    needs: 'ingest',
    ask: () => [[{ key: NO_WORKER, isPaused: true }]],
    answer: /no such process/,
  },
  setWorkerLanes: {
    needs: 'ingest',
    ask: () => [[{ key: NO_WORKER, lanes: 2 }]],
    answer: /no such process/,
  },
  previewSchedule: {
    needs: 'ingest',
    ask: () => [[{ cron: '0 2 * * *', timeZone: 'UTC' }]],
    answer: /"kind":"read"/,
  },
  saveSchedule: {
    needs: 'ingest',
    ask: () => [[{ cron: 'never', timeZone: 'UTC' }]],
    answer: /five parts/,
  },
  removeSchedule: { needs: 'ingest', ask: () => [[]], answer: /"kind":"done"/ },
  saveReviews: {
    needs: 'review',
    ask: ({ device }) => [
      [{ kind: 'device', subjects: [device], mark: 'reviewed', note: 'looked at' }],
    ],
    answer: /"kind":"done"/,
  },
  saveLoginsView: {
    needs: 'save-views',
    ask: () => [[{ name: '', query: '', shared: false }]],
    answer: /1 to 80 characters/,
  },
  shareLoginsView: {
    needs: 'save-views',
    ask: () => [[{ id: 2_147_483_647, shared: true }]],
    answer: /no such view/,
  },
  deleteLoginsView: { needs: 'save-views', ask: () => [[2_147_483_647]], answer: /no such view/ },
  defaultLoginsView: { needs: 'save-views', ask: () => [[2_147_483_647]], answer: /no such view/ },
  // 0 is no rate, and there is no such move: nothing is started or ended.
  redriveDeadLetters: {
    needs: 'ingest',
    ask: () => [[{ maxPerSecond: 0 }]],
    answer: /"invalid"/,
  },
  sampleDeadLetters: { needs: 'ingest', ask: () => [[]], answer: /"kind":"looked"/ },
  cancelDeadLetterMove: { needs: 'ingest', ask: () => [[{ handle: '' }]], answer: /"invalid"/ },
  purgeDeadLetterQueue: {
    needs: 'purge-dead-letters',
    ask: () => [[{ name: 'no-such-queue' }], [{ name: '' }]],
    answer: /"other-name"/,
  },
  moveDeadLettersBack: {
    needs: 'move-dead-letters',
    ask: () => [[{ maxPerSecond: 0 }], [{ maxPerSecond: 501 }]],
    answer: /"invalid"/,
  },
  openRejectedBody: aboutRejected('open-rejected', {}),
  returnRejectedMessage: aboutRejected('return-rejected', { again: false }),
  discardRejectedMessage: aboutRejected('discard-rejected', {}),
  previewBulkRejected: {
    needs: 'return-rejected',
    answer: /"previewed"/,
    ask: () => [
      [{ action: 'return', filter: {} }],
      [{ action: 'return', filter: { runId: 2_147_483_647 } }],
    ],
  },
  returnManyRejectedMessages: aboutManyRejected('return-rejected'),
  discardManyRejectedMessages: aboutManyRejected('discard-rejected'),
  recordBodyCopy: {
    needs: 'copy',
    answer: /"not-shown"/,
    ask: () => [[{ requestId: '1' }], [{ requestId: '999999999' }]],
  },
  revealTokens: {
    needs: 'reveal',
    answer: /"invalid"/,
    ask: ({ device, ip }) => [
      [{ tokens: [device, ip], passphrase: PASSPHRASE, reason: NO_REASON, ticket: '' }],
      [{ tokens: [`dv1_000000_${'0'.repeat(32)}`], passphrase: '', reason: REASON, ticket: '' }],
    ],
  },
  readRevealAllowance: { needs: 'reveal', ask: () => [[]], answer: /"valuesPerHour"/ },
  recordRevealCopy: {
    needs: 'copy',
    answer: /"not-shown"/,
    ask: ({ device }) => [
      [{ requestId: '1', token: device }],
      [{ requestId: '999999999', token: `dv1_000000_${'0'.repeat(32)}` }],
    ],
  },
  findToken: {
    needs: 'find-by-original',
    answer: /"invalid"/,
    ask: ({ original }) => [
      [{ field: 'ip', original, reason: NO_REASON, ticket: '' }],
      [{ field: 'ip', original: '192.0.2.1', reason: REASON, ticket: '' }],
    ],
  },
  previewErasure: {
    needs: 'erase',
    answer: /"counted"/,
    ask: ({ user }) => [[{ userId: user }], [{ userId: 'nobody-of-that-name' }]],
  },
  erasePerson: {
    needs: 'erase',
    answer: /"invalid"/,
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
  createApiToken: {
    needs: 'manage-tokens',
    answer: /"invalid"/,
    ask: () => [[{ name: 'a', scopes: [], days: 30 }], [{ name: '', scopes: ['no'], days: 0 }]],
  },
  revokeApiToken: {
    needs: 'manage-tokens',
    answer: /no such token/,
    ask: () => [[{ id: NO_WORKER }], [{ id: 'no id' }]],
  },
  saveAlertRule: {
    needs: 'manage-alerts',
    answer: /"invalid"/,
    ask: () => [
      [{ rule: 'queue-stalled', isOn: true, threshold: -1, hours: null }],
      [{ rule: 'no-such-rule', isOn: true, threshold: null, hours: null }],
    ],
  },
  muteAlertRule: {
    needs: 'manage-alerts',
    answer: /"invalid"/,
    ask: () => [[{ rule: 'queue-stalled', mute: 'a while' }], [{ rule: 'no', mute: 'off' }]],
  },
  addAlertChannel: {
    needs: 'manage-alerts',
    answer: /"invalid"/,
    ask: () => [
      [{ kind: 'webhook', name: 'a', target: 'ftp://example.com' }],
      [{ kind: 'pigeon', name: 'a', target: 'https://example.com' }],
    ],
  },
  changeAlertChannel: aboutChannels({ name: 'a', isOn: true }),
  removeAlertChannel: aboutChannels({}),
  testAlertChannel: aboutChannels({}),
  saveRiskSetting: {
    needs: 'manage-risk',
    answer: /"invalid"/,
    ask: () => [
      [{ signal: 'many_users', isOn: true, threshold: -1 }],
      [{ signal: 'no-such-signal', isOn: true, threshold: null }],
    ],
  },
  saveRetention: {
    needs: 'manage-retention',
    answer: /"invalid"/,
    ask: () => [[{ kind: 'logins', keepMonths: 0 }], [{ kind: 'no-such-kind', keepMonths: 12 }]],
  },
  changeOwnPassword: {
    needs: 'browse',
    answer: /"invalid"/,
    ask: () => [[{ current: '', next: '' }]],
  },
  dismissReset: { needs: 'browse', ask: () => [[]], answer: /"kind":"done"/ },
  endSession: {
    needs: 'browse',
    answer: /no such session/,
    ask: () => [[{ id: 'no such session' }]],
  },
  // Ends the others of whoever asks, which the tests after this one live by.
  endAllOtherSessions: { needs: null, ask: () => [[]], answer: /./ },
  // Open to everybody who has a link's secret.
  setPassword: { needs: null, ask: () => [[{ token: '', password: '' }]], answer: /./ },
  // Open to everybody: whoever has no session has nothing to end, and their guesses are limited.
  signInAction: { needs: null, ask: () => [[null]], answer: /./ },
  signOutAction: { needs: null, ask: () => [[]], answer: /./ },
}

function aboutRejected(needs: Permission, more: object) {
  const asked = { passphrase: PASSPHRASE, ticket: '', ...more }
  return {
    needs,
    answer: /"invalid"/,
    ask: ({ rejected }: Things) => [
      [{ ...asked, id: rejected, reason: NO_REASON }],
      [{ ...asked, id: '999999999', reason: REASON }],
    ],
  }
}

function aboutManyRejected(needs: Permission) {
  const asked = { bulk: NO_WORKER, count: 1, passphrase: PASSPHRASE, ticket: '' }
  return {
    needs,
    answer: /"invalid"/,
    ask: ({ rejected }: Things) => [
      [{ ...asked, filter: {}, throughId: rejected, reason: NO_REASON }],
      [{ ...asked, filter: { reason: 'no-such-reason' }, throughId: '999999999', reason: REASON }],
    ],
  }
}

function aboutChannels(more: object) {
  return {
    needs: 'manage-alerts' as const,
    answer: /no such channel/,
    ask: () => [[{ id: NO_WORKER, ...more }], [{ id: 'no id', ...more }]],
  }
}

function aboutPeople(more: object) {
  return {
    needs: 'manage-users' as const,
    answer: /"invalid"/,
    // An admin who asks this is told that there is no such address, or that it is none.
    ask: () => [[{ email: 'no address', ...more }], [{ email: 'nobody@example.com', ...more }]],
  }
}
