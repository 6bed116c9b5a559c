import pg from 'pg'

type CancelTarget = {
  host: string
  port: number
  ssl: unknown
  processID: number | null
  secretKey: number | null
}

type CancelConnection = pg.Connection & {
  connect(port: number | string, host?: string): void
  requestSsl(): void
  cancel(processID: number, secretKey: number): void
}

const TIMEOUT_MS = 5_000

/**
 * Asks the server to end what it does for a connection that is being given up. It would go on else:
 * whoever gave up tries again, and the queries that nobody waits for any more pile up. Nobody waits
 * for this either, and whether it arrives is not known.
 */
export function cancelQuery({ host, port, ssl, processID, secretKey }: CancelTarget): void {
  if (processID === null || secretKey === null) return
  const connection = new pg.Connection({ ssl } as pg.ClientConfig) as CancelConnection
  const cancel = () => connection.cancel(processID, secretKey)
  connection.on('error', () => undefined)
  connection.on('connect', ssl ? () => connection.requestSsl() : cancel)
  connection.on('sslconnect', cancel)
  const timer = setTimeout(() => connection.stream.destroy(), TIMEOUT_MS)
  timer.unref()
  connection.on('end', () => clearTimeout(timer))
  // As pg has it: a host that is a path is the folder of a Unix socket.
  if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`)
  else connection.connect(port, host)
}
