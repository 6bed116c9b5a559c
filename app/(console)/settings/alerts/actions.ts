'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { serverAction } from '@/app/(console)/server-action'
import {
  CHANNEL_FIELDS,
  channelProblem,
  NO_SUCH_CHANNEL,
  NO_SUCH_RULE,
  RULE_SETTINGS,
  settingsProblem,
  settingsWords,
} from '@/app/(console)/settings/alerts/inputs'
import { testChannel } from '@/lib/alerts/test-channel'
import { changeRule, muteRule } from '@/lib/db/alerts/change-rule'
import {
  changeChannel,
  findKind,
  MAX_ALERT_CHANNELS,
  removeChannel,
  saveChannel,
} from '@/lib/db/alerts/save-channel'
import { log } from '@/lib/log'
import { ALERT_RULE_KINDS } from '@/lib/model/alerts/alert-rules'
import { MUTE_NAMES, MUTES } from '@/lib/model/alerts/mutes'

const PAGE = '/settings/alerts'
const permission = 'manage-alerts' as const
const rule = z.enum(ALERT_RULE_KINDS, { error: NO_SUCH_RULE })
const mute = z.enum([...MUTE_NAMES, 'off'], { error: 'Say for how long.' })
const id = z.uuid({ error: NO_SUCH_CHANNEL })
const GONE = { kind: 'gone', problem: NO_SUCH_CHANNEL } as const

/** Turns a rule on or off, and sets what it measures against. */
export const saveAlertRule = serverAction(
  'save-alert-rule',
  { permission, input: RULE_SETTINGS },
  async ({ actor }, { rule, ...settings }) => {
    const problem = settingsProblem(rule, settings)
    if (problem !== undefined) return { kind: 'invalid' as const, problem }
    await changeRule(rule, settings, settingsWords(rule, settings), actor.user.email)
    log.info('alert.rule-changed', { rule, isOn: settings.isOn, userId: actor.user.id })
    revalidatePath(PAGE)
    return { kind: 'done' as const }
  },
)

/** Has the channels told nothing of a rule for some time, or again. */
export const muteAlertRule = serverAction(
  'mute-alert-rule',
  { permission, input: z.object({ rule, mute }) },
  async ({ actor }, { rule, mute }) => {
    const by = actor.user.email
    if (mute === 'off') await muteRule(rule, { isMuted: false }, 'Unmuted.', by)
    else {
      const { label, seconds } = MUTES[mute]
      await muteRule(rule, { isMuted: true, forSeconds: seconds }, `Muted ${label}.`, by)
    }
    log.info('alert.rule-muted', { rule, mute, userId: actor.user.id })
    revalidatePath(PAGE)
    return { kind: 'done' as const }
  },
)

/** Makes a channel; the answer alone holds the secret that its requests are signed with. */
export const addAlertChannel = serverAction(
  'add-alert-channel',
  { permission, input: CHANNEL_FIELDS },
  async ({ actor }, channel) => {
    const problem = channelProblem(channel.kind, channel)
    if (problem !== undefined) return { kind: 'invalid' as const, problem }
    const saved = await saveChannel({ ...channel, isOn: true }, actor.user.email)
    if (saved.kind === 'too-many') {
      return {
        kind: 'invalid' as const,
        problem: `There are ${MAX_ALERT_CHANNELS} channels already. Remove one first.`,
      }
    }
    if (saved.kind === 'name-taken') return nameTaken()
    log.info('alert.channel-added', { channel: saved.id, userId: actor.user.id })
    revalidatePath(PAGE)
    return { kind: 'saved' as const, secret: saved.secret }
  },
)

/** Changes a channel; a URL that is left out stays. */
export const changeAlertChannel = serverAction(
  'change-alert-channel',
  {
    permission,
    input: CHANNEL_FIELDS.omit({ kind: true, target: true }).extend({
      id,
      isOn: z.boolean(),
      target: CHANNEL_FIELDS.shape.target.optional(),
      renewSecret: z.boolean().default(false),
    }),
  },
  async ({ actor }, { id, ...change }) => {
    const known = await findKind(id)
    if (known === null) return GONE
    const problem = channelProblem(known.kind, change)
    if (problem !== undefined) return { kind: 'invalid' as const, problem }
    const saved = await changeChannel(id, given(change), actor.user.email)
    if (saved.kind === 'name-taken') return nameTaken()
    if (saved.kind !== 'saved') return GONE
    log.info('alert.channel-changed', { channel: id, isOn: change.isOn, userId: actor.user.id })
    revalidatePath(PAGE)
    return { kind: 'saved' as const, secret: saved.secret }
  },
)

/** Removes a channel, and with it what it was told. */
export const removeAlertChannel = serverAction(
  'remove-alert-channel',
  { permission, input: z.object({ id }) },
  async ({ actor }, { id }) => {
    if (!(await removeChannel(id, actor.user.email))) return GONE
    log.info('alert.channel-removed', { channel: id, userId: actor.user.id })
    revalidatePath(PAGE)
    return { kind: 'done' as const }
  },
)

/** Sends a channel a test, and says how that went. */
export const testAlertChannel = serverAction(
  'test-alert-channel',
  { permission, input: z.object({ id }) },
  async ({ actor }, { id }) => {
    const attempt = await testChannel(id)
    if (attempt === null) return GONE
    log.info('alert.channel-tested', { channel: id, userId: actor.user.id })
    revalidatePath(PAGE)
    return { kind: 'tested' as const, attempt }
  },
)

function nameTaken() {
  return { kind: 'invalid' as const, problem: 'Another channel has that name.' }
}

/** Without what was left out. */
function given<Change extends { target?: string | undefined }>({ target, ...change }: Change) {
  return target === undefined ? change : { ...change, target }
}
