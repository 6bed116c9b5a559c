import { print, withoutFlags } from '@/lib/cli/keys/command'
import { countDeks } from '@/lib/db/vault/count-deks'
import { listKeys } from '@/lib/db/vault/key-registry'
import { findRotation } from '@/lib/db/vault/rotation-state'
import { keysState } from '@/lib/keys/keys-state'
import { DAY_MS } from '@/lib/model/time/units'

/** `keys status`: fingerprints, recipients, ages and counts; no secrets. */
export const statusCommand = withoutFlags(
  'Show the fingerprints of the keys here and of those registered in the database, and what is sealed ' +
    'to whom. No secrets are shown.',
  status,
)

async function status(): Promise<number> {
  const here = await keysState()
  print(here.ok ? `Keys here: token ${here.kid}, ready` : `Keys here: ${here.problem}`)
  for (const { kind, kid, fp, state, createdAt } of await listKeys()) {
    const since = createdAt.toISOString().slice(0, 10)
    const days = Math.floor((Date.now() - createdAt.getTime()) / DAY_MS)
    print(
      `${kind.padEnd(6)} ${kid.padEnd(12)}  ${state.padEnd(8)} since ${since} (${days} days)  ${fp}`,
    )
  }
  const { deks, values, mostValues, recipients } = await countDeks()
  print(`DEKs: ${deks}, for ${values} values (at most ${mostValues} by one)`)
  for (const { recipient, deks: theirs } of recipients) {
    const note = theirs < deks ? `: run npm run keys -- rewrap for the other ${deks - theirs}` : ''
    print(`  ${theirs} of them sealed to ${recipient}${note}`)
  }
  const rotation = await findRotation()
  if (rotation !== null) {
    print(
      `A rotation of the token key is under way (${rotation.state}): npm run keys -- rotate-token`,
    )
  }
  return here.ok ? 0 : 1
}
