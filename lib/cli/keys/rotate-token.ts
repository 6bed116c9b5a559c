import { print, withoutFlags } from '@/lib/cli/keys/command'
import { withPrivateKey } from '@/lib/cli/keys/passphrase'
import { type RotationProgress, rotateToken } from '@/lib/reveal/rotate/rotate-token'

/** `keys rotate-token`: a new token key, equal values keep equal tokens. */
export const rotateTokenCommand = withoutFlags(
  'Replace the token key while ingestion continues. If it is killed, run it again: it resumes where ' +
    'it was.',
  () =>
    withPrivateKey('rotate-token', undefined, async (key) => {
      const { oldKid, newKid, unopenable } = await rotateToken(key, showProgress)
      print(`Tokens are made with ${newKid} now; ${oldKid} is retired.`)
      if (unopenable > 0) {
        print(
          `${unopenable} originals could not be opened (see the reveal page for why): their tokens`,
          `stay ${oldKid}, and new logins with the same values do not match them.`,
        )
      }
      print(
        `The old key file is kept as token.${oldKid}.retired.json: delete it once every backup of the`,
        'database that you may restore is newer than this rotation.',
      )
      return 0
    }),
)

function showProgress(progress: RotationProgress) {
  const line =
    progress.phase === 'flipped'
      ? 'From now on, all processes mask with the new key.'
      : progress.phase === 'vault'
        ? `${progress.done} originals have their new tokens`
        : `${progress.done} tokens replaced in the logins`
  process.stderr.write(`${line}\n`)
}
