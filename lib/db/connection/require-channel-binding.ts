import type pg from 'pg'

/** The code of an error of our own: the server signs nobody in that way. */
const WITHOUT = 'WITHOUT_CHANNEL_BINDING'
const BOUND = 'SCRAM-SHA-256-PLUS'

/**
 * Holds a connection that is about to be opened to channel binding, which ties the password's proof to
 * the certificate that was shown: whoever sits in between cannot pass it on. The driver itself uses it
 * where it is offered. Whatever else a server asks for, or its asking for nothing, ends the connection
 * before anything of the password is sent.
 */
export function requireChannelBinding(client: pg.Client): void {
  const { connection } = client
  let isBound = false
  const refuse = () => {
    const error = new Error('The server offers no channel binding')
    connection.stream.destroy(Object.assign(error, { code: WITHOUT }))
  }
  const on = (event: string, listener: (message: { mechanisms?: string[] }) => void) =>
    connection.prependListener(event as 'error', listener as () => void)
  on('authenticationCleartextPassword', refuse)
  on('authenticationMD5Password', refuse)
  on('authenticationSASL', ({ mechanisms = [] }) => {
    isBound = mechanisms.includes(BOUND)
    if (!isBound) refuse()
  })
  on('authenticationOk', () => {
    if (!isBound) refuse()
  })
}
