import { isIP } from 'node:net'
import { pinAddress, type Resolve } from '@/lib/alerts/deliver/pin-address'
import { shownText, wordsOf } from '@/lib/alerts/deliver/post-json'
import { mailSubject, mailText } from '@/lib/alerts/deliver/texts'
import type { Attempt } from '@/lib/db/alerts/deliveries'
import type { DeliveryChannel } from '@/lib/db/alerts/delivery-channels'
import { failureCode } from '@/lib/errors'
import type { AlertMessage } from '@/lib/model/alerts/alert'
import { withTimeout } from '@/lib/with-timeout'

const TIMEOUT_MS = 10_000

/**
 * Sends a message by SMTP, in one attempt. A password is sent over TLS alone, but to one's own machine.
 * Whatever fails is in the attempt, in words that do not hold the URL.
 */
export async function sendMail(
  channel: DeliveryChannel,
  message: AlertMessage,
  resolve: Resolve,
): Promise<Attempt> {
  const startedAtMs = performance.now()
  const took = () => Math.round(performance.now() - startedAtMs)
  try {
    const transport = await openTransport(channel.target, resolve)
    try {
      const sent = await withTimeout(
        2 * TIMEOUT_MS,
        transport.sendMail({
          from: channel.mailFrom ?? undefined,
          to: channel.mailTo ?? undefined,
          subject: mailSubject(message),
          text: mailText(message),
          messageId: `<${message.id}@veilgate>`,
          disableFileAccess: true,
          disableUrlAccess: true,
        }),
      )
      const answer = shownText(sent.response ?? '')
      return { isDelivered: true, status: statusOf(answer), ms: took(), answer, problem: null }
    } finally {
      transport.close()
    }
  } catch (error) {
    const { responseCode } = error as { responseCode?: unknown }
    const status = typeof responseCode === 'number' ? responseCode : null
    return { isDelivered: false, status, ms: took(), answer: null, problem: mailWords(error) }
  }
}

async function openTransport(target: string, resolve: Resolve) {
  // Loaded where a mail is sent: most installations send none.
  const { createTransport } = await import('nodemailer')
  const url = new URL(target)
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const [first] = await withTimeout(TIMEOUT_MS, pinAddress(hostname, resolve))
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const isOwnMachine = /^(?:127\.|::1$)/.test(first?.address ?? '')
  return createTransport({
    host: first?.address ?? hostname,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // To an address, TLS would ask for the address's certificate.
    ...(isIP(hostname) === 0 ? { servername: hostname, tls: { servername: hostname } } : {}),
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    requireTLS: !secure && user !== '' && !isOwnMachine,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    maxResponseSize: 4_096,
  })
}

/** nodemailer's own codes; its messages quote what the server said, and may quote more. */
const WORDS: Record<string, string> = {
  EAUTH: 'The server refused the user name or the password',
  ETLS: 'The server does not offer TLS, and passwords are sent only over TLS',
  EENVELOPE: 'The server refused the sender or a recipient',
  EMESSAGE: 'The server refused the message',
  ESOCKET: 'The connection failed',
  ECONNECTION: 'The connection failed',
  EPROTOCOL: 'The server does not speak SMTP',
  EDNS: 'The host name is unknown',
}

function mailWords(error: unknown): string {
  const code = failureCode(error) ?? ''
  return code in WORDS ? `${WORDS[code]} (${code}).` : wordsOf(error)
}

function statusOf(answer: string | null): number | null {
  const [, code] = /^(\d{3})\b/.exec(answer ?? '') ?? []
  return code === undefined ? null : Number(code)
}
