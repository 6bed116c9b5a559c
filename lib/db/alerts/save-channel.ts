import { randomBytes } from 'node:crypto'
import { database } from '@/lib/db/client'
import { failureCode } from '@/lib/errors'
import type { AlertChannelKind } from '@/lib/model/alerts/alert'

export const MAX_ALERT_CHANNELS = 20

type Channel = {
  kind: AlertChannelKind
  name: string
  isOn: boolean
  /** The URL that is posted to, or of the SMTP server: `targetProblem` holds it to its form. */
  target: string
  /** Of e-mail alone. */
  mailFrom?: string | null
  /** Addresses, apart by commas. */
  mailTo?: string | null
}

/** `secret` is what a webhook's requests are signed with: it is in this answer and never shown again. */
type Saved =
  | { kind: 'saved'; id: string; secret: string | null }
  | { kind: 'name-taken' }
  | { kind: 'too-many' }

/** Makes a channel. @param by the address of whoever does. */
export async function saveChannel(channel: Channel, by: string): Promise<Saved> {
  if ((await database().alertChannel.count()) >= MAX_ALERT_CHANNELS) return { kind: 'too-many' }
  const secret = channel.kind === 'webhook' ? newSecret() : null
  return unlessNameTaken(async () => {
    const { id } = await database().alertChannel.create({
      data: { ...channel, secret, createdBy: by },
      select: { id: true },
    })
    return { kind: 'saved', id, secret }
  })
}

/** What may be changed: a target that is left out stays, since nobody can read it off a page. */
type Change = Partial<Omit<Channel, 'kind'>> & { renewSecret?: boolean }

/** Changes a channel; `gone` where there is none. */
export async function changeChannel(
  id: string,
  { renewSecret = false, ...change }: Change,
): Promise<Saved | { kind: 'gone' }> {
  const known = await database().alertChannel.findUnique({ where: { id }, select: { kind: true } })
  if (known === null) return { kind: 'gone' }
  const secret = renewSecret && known.kind === 'webhook' ? newSecret() : null
  return unlessNameTaken(async () => {
    const data = secret === null ? change : { ...change, secret }
    const { count } = await database().alertChannel.updateMany({ where: { id }, data })
    return count === 0 ? { kind: 'gone' } : { kind: 'saved', id, secret }
  })
}

/** Removes a channel, and with it what it was told. @returns false where there is none. */
export async function removeChannel(id: string): Promise<boolean> {
  const { count } = await database().alertChannel.deleteMany({ where: { id } })
  return count > 0
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

async function unlessNameTaken<Outcome>(
  save: () => Promise<Outcome>,
): Promise<Outcome | { kind: 'name-taken' }> {
  try {
    return await save()
  } catch (error) {
    if (['P2002', '23505'].includes(failureCode(error) ?? '')) return { kind: 'name-taken' }
    throw error
  }
}
