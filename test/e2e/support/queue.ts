import { generateLogins } from '@/lib/sample/generate-logins'
import { sendToEmbedded } from '../../support/programs/send-to-embedded'

/** The same logins at each run of the tests: none of them fails by chance. */
let seed = 0

/** Sends generated logins to the embedded queue of the console under test, past the console. */
export async function sendLogins(count: number, malformed = 0, sharedDevices = 0) {
  seed += 1
  await sendBodies([...generateLogins({ count, seed, malformed, sharedDevices })])
}

/** Sends messages as they are, byte for byte. */
export function sendBodies(bodies: string[]): Promise<void> {
  return sendToEmbedded(process.env.VEILGATE_E2E_DATA_DIR ?? '.veilgate-e2e', bodies)
}
