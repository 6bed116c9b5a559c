import { randomBytes } from 'node:crypto'
import { lockTurn } from '@/lib/db/advisory-lock'
import { CHANNELS, noteChange } from '@/lib/db/alerts/note-change'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
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
  const secret = channel.kind === 'webhook' ? newSecret() : null
  return unlessNameTaken(() =>
    transaction(async (tx) => {
      // One after the other, so that several at once do not all find room for the last one.
      await lockTurn(tx, 'alert channels')
      if ((await tx.alertChannel.count()) >= MAX_ALERT_CHANNELS)
        return { kind: 'too-many' as const }
      const { id } = await tx.alertChannel.create({
        data: { ...channel, secret, createdBy: by },
        select: { id: true },
      })
      await noteChange(tx, CHANNELS, `Added the channel ${channel.name}.`, by)
      return { kind: 'saved' as const, id, secret }
    }),
  )
}

/** What may be changed: a target that is left out stays, since nobody can read it off a page. */
type Change = Partial<Omit<Channel, 'kind'>> & { renewSecret?: boolean }

/** Changes a channel; `gone` where there is none. */
export async function changeChannel(
  id: string,
  { renewSecret = false, ...change }: Change,
  by: string,
): Promise<Saved | { kind: 'gone' }> {
  const known = await findKind(id)
  if (known === null) return { kind: 'gone' }
  const secret = renewSecret && known.kind === 'webhook' ? newSecret() : null
  return unlessNameTaken(() =>
    transaction(async (tx) => {
      const data = secret === null ? change : { ...change, secret }
      const { count } = await tx.alertChannel.updateMany({ where: { id }, data })
      if (count === 0) return { kind: 'gone' as const }
      await noteChange(tx, CHANNELS, `Changed the channel ${change.name ?? known.name}.`, by)
      return { kind: 'saved' as const, id, secret }
    }),
  )
}

/** The kind and the name of a channel; null where there is none. */
export async function findKind(
  id: string,
): Promise<{ kind: AlertChannelKind; name: string } | null> {
  const select = { kind: true, name: true } as const
  return database().alertChannel.findUnique({ where: { id }, select })
}

/** Removes a channel, and with it what it was told. @returns false where there is none. */
export async function removeChannel(id: string, by: string): Promise<boolean> {
  return transaction(async (tx) => {
    const name = (await tx.alertChannel.findUnique({ where: { id } }))?.name
    if (name === undefined) return false
    await tx.alertChannel.delete({ where: { id } })
    await noteChange(tx, CHANNELS, `Removed the channel ${name}.`, by)
    return true
  })
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
