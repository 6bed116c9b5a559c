import { z } from 'zod'
import { ALERT_CHANNEL_KINDS, type AlertChannelKind } from '@/lib/model/alerts/alert'
import { ALERT_RULE_KINDS, type AlertRuleKind, alertRule } from '@/lib/model/alerts/alert-rules'
import { targetProblem } from '@/lib/model/alerts/channel-target'
import { hoursWords, type RevealHours } from '@/lib/model/alerts/reveal-hours'
import { holdsOriginal } from '@/lib/model/text/holds-original'

export const NO_SUCH_CHANNEL = 'There is no such channel.'
export const NO_SUCH_RULE = 'There is no such rule.'
const INCOMPLETE = 'Give a kind, a name and a URL.'
const MAX_RECIPIENTS = 20

const hours = z.object({
  timeZone: z.string().max(64).refine(isTimeZone, 'There is no such time zone.'),
  fromMinute: z.int().min(0).max(1_439),
  toMinute: z.int().min(0).max(1_439),
  weekdays: z.array(z.int().min(1).max(7)).max(7),
})

export const RULE_SETTINGS = z.object({
  rule: z.enum(ALERT_RULE_KINDS, { error: NO_SUCH_RULE }),
  isOn: z.boolean(),
  /** Null for the rule's own default. */
  threshold: z.number({ error: 'Give a number.' }).nullable(),
  hours: hours.nullable(),
})

export const CHANNEL_FIELDS = z.object({
  kind: z.enum(ALERT_CHANNEL_KINDS, { error: INCOMPLETE }),
  name: z
    .string({ error: INCOMPLETE })
    .trim()
    .min(1, 'Give the channel a name.')
    .max(80, 'A name has at most 80 characters.')
    .regex(/^\P{C}*$/u, 'A name is one line of text.')
    .refine((name) => !holdsOriginal(name), {
      error: 'Leave IP addresses and device ids out of the name: it is kept as it is typed.',
    }),
  target: z.string({ error: INCOMPLETE }).trim().max(2_048, 'A URL has at most 2,048 characters.'),
  mailFrom: z.string().trim().max(320).nullable().default(null),
  mailTo: z.string().trim().max(2_048).nullable().default(null),
})

type Settings = { isOn: boolean; threshold: number | null; hours: RevealHours | null }

/** Why a rule cannot have these settings, in words; undefined where it can. */
export function settingsProblem(rule: AlertRuleKind, { threshold }: Settings): string | undefined {
  const bounds = alertRule(rule).threshold
  if (threshold === null) return undefined
  if (bounds === null) return 'This rule has no threshold.'
  const { min, max, unit } = bounds
  const fits = Number.isFinite(threshold) && threshold >= min && threshold <= max
  return fits ? undefined : `Give a number from ${min} to ${max} (${unit}).`
}

/** What was set, for the history. */
export function settingsWords(rule: AlertRuleKind, { isOn, threshold, hours }: Settings): string {
  if (!isOn) return 'Turned off.'
  const bounds = alertRule(rule).threshold
  const parts = ['on']
  if (bounds !== null) parts.push(`threshold ${threshold ?? bounds.default} ${bounds.unit}`)
  if (hours !== null) parts.push(hoursWords(hours))
  return `Set: ${parts.join(', ')}.`
}

type ChannelTexts = {
  target?: string | undefined
  mailFrom: string | null
  mailTo: string | null
}

/** Why a channel cannot be saved so, in words; undefined where it can. */
export function channelProblem(
  kind: AlertChannelKind,
  { target, mailFrom, mailTo }: ChannelTexts,
): string | undefined {
  const problem = target === undefined ? undefined : targetProblem(kind, target)
  if (problem !== undefined || kind !== 'email') return problem
  if (!isAddress(mailFrom ?? '')) return 'Give the address that the mail comes from.'
  const recipients = (mailTo ?? '').split(',').map((address) => address.trim())
  if (recipients.length > MAX_RECIPIENTS || !recipients.every(isAddress)) {
    return `Give 1 to ${MAX_RECIPIENTS} addresses that the mail goes to, with commas between them.`
  }
  return undefined
}

function isAddress(text: string): boolean {
  return z.email().max(254).safeParse(text).success
}

/** By name: of an offset, such as +05:30, Postgres and browsers mean the opposite. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
