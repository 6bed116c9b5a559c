import { relative } from 'node:path'
import type { FirstSecrets } from '@/lib/cli/start/first-start'
import { box } from '@/lib/cli/terminal/box'
import type { Services } from '@/lib/embedded/services'
import { env } from '@/lib/env'
import { EMBEDDED_QUEUE_KEEPS } from '@/lib/model/pipeline/embedded-queue'
import { siteAddress } from '@/lib/site-address'

type Prepared = { secrets: FirstSecrets; keysProblem: string | null }

/** What `npm start` ends with: where the console is, how to get in, and where everything lies. */
export function startBox(services: Services, { secrets, keysProblem }: Prepared): string {
  const given = env()
  const lines: Parameters<typeof box>[1] = [['Console', siteAddress(given)]]
  if (secrets.admin !== null || secrets.operator !== null || secrets.passphrase !== null) {
    lines.push(null, 'Shown only once. Keep it in a safe place.')
    const { VEILGATE_ADMIN_EMAIL: admin, VEILGATE_OPERATOR_EMAIL: operator } = given
    const width = Math.max(admin.length, operator.length)
    const account = (email: string, password: string | null) =>
      `${email.padEnd(width)}   ${password ?? '(the password you configured)'}`
    if (secrets.admin !== null || secrets.operator !== null) {
      lines.push(
        ['Admin', account(admin, secrets.admin)],
        ['Operator', account(operator, secrets.operator)],
        ['', 'Generated passwords have to be changed at the first sign-in.'],
      )
    }
    if (secrets.passphrase !== null) lines.push(['Vault passphrase', secrets.passphrase])
  }
  lines.push(null, ['Database', database(services)], ['Queue', queue(services)])
  lines.push(['Keys', keysProblem ?? short(given.VEILGATE_KEYS_DIR)])
  lines.push(null, 'Ctrl-C stops everything.')
  if (services.embeddedQueue) lines.push(...EMBEDDED_QUEUE_KEEPS.split(/(?<=:) /))
  return box('Veilgate is ready', lines)
}

function database({ postgresFolder }: Services): string {
  if (postgresFolder !== null) return `embedded Postgres, its data in ${short(postgresFolder)}`
  const url = new URL(env().DATABASE_URL ?? '')
  return `${url.host}${url.pathname}`
}

function queue({ embeddedQueue }: Services): string {
  return embeddedQueue ? 'embedded SQS server' : (env().SQS_QUEUE_URL ?? '')
}

/** Relative where that is shorter to read. */
function short(path: string): string {
  const here = relative(process.cwd(), path)
  return here === '' || here.startsWith('..') ? path : here
}
