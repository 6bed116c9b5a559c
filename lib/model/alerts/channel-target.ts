import type { AlertChannelKind } from '@/lib/model/alerts/alert'

const PROTOCOLS: Record<AlertChannelKind, readonly string[]> = {
  webhook: ['https:', 'http:'],
  slack: ['https:', 'http:'],
  email: ['smtps:', 'smtp:'],
}
const MAX_LENGTH = 2_048
/** Of what is secret in a URL, enough to tell two apart. */
const SHOWN_CHARACTERS = 4

/** Why a URL cannot be a channel's target, in words that do not repeat it; undefined where it can. */
export function targetProblem(kind: AlertChannelKind, target: string): string | undefined {
  const example =
    kind === 'email' ? 'smtps://user:password@mail.example.com' : 'https://hooks.example.com/alerts'
  const wanted = `Give a URL, such as ${example}.`
  if (target.length > MAX_LENGTH || !URL.canParse(target)) return wanted
  const url = new URL(target)
  if (!PROTOCOLS[kind].includes(url.protocol) || url.hostname === '') return wanted
  if (kind !== 'email' && (url.username !== '' || url.password !== '')) {
    return 'The URL must not hold a user name or a password.'
  }
  return undefined
}

/** A target as it may be shown: the host, and the last characters of what is secret in it. */
export function shownTarget(target: string): string {
  if (!URL.canParse(target)) return '…'
  const { protocol, host, pathname, search } = new URL(target)
  const hidden = `${pathname}${search}`.replace(/^\//, '')
  if (hidden === '' || protocol.startsWith('smtp')) return `${protocol}//${host}`
  return `${protocol}//${host}/…${hidden.slice(-SHOWN_CHARACTERS)}`
}
