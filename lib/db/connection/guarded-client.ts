import pg from 'pg'
import { cancelQuery } from '@/lib/db/connection/cancel-query'
import type { ConnectionConfig } from '@/lib/db/connection/connection-config'
import { requireChannelBinding } from '@/lib/db/connection/require-channel-binding'
import { serverDemandsTls } from '@/lib/db/connection/server-demands-tls'
import { forgetTls, serverHasTls } from '@/lib/db/connection/server-has-tls'
import { noteWhere } from '@/lib/failures/failure-place'

type AnyFunction = (...args: unknown[]) => unknown
type Release = (error?: Error | boolean) => void

/** How long a goodbye may take that a silent connection does not answer. */
const END_MS = 2_000

/** For what begins or ends a transaction without storing anything. */
const SHORT_DEADLINE_MS = 5_000

/** The code of an error of our own: a query, or a connection, that was given up. */
export const NO_ANSWER = 'DATABASE_NO_ANSWER'

/** The code of an error of our own: it is committed, and a standby that has to confirm that has not. */
const NOT_CONFIRMED = 'DATABASE_NOT_CONFIRMED'
/** Where Postgres's source says that a wait for a standby was cancelled; its words depend on its language. */
const STANDBY_WAIT = 'SyncRepWaitForLSN'

/**
 * What every connection to Postgres is, whoever opens it. Its session is in UTC and ISO, whatever the
 * server, the database or the role says: times are read and written as text in that form. A query
 * that gets no answer in time fails and takes the connection with it, since nobody knows what else is
 * still on its way. A connection that breaks fails the query under way, and nothing more: it ends no
 * process, and a pool that lent it out has its place back. A COMMIT whose wait for a standby was cancelled
 * fails, although Postgres calls it a success: only whoever does it again waits again.
 */
export class GuardedClient extends pg.Client {
  readonly #config: ConnectionConfig
  #release: Release | undefined
  #isUnconfirmed = false

  constructor(config: ConnectionConfig) {
    super(config)
    this.#config = config
    this.on('error', (error) => this.#giveBack(error))
    this.on('notice', ({ routine }) => {
      if (routine === STANDBY_WAIT) this.#isUnconfirmed = true
    })
    this.on('end', () => this.#giveBack(new Error('Connection terminated')))
  }

  /** Startup parameters, of which poolers pass on exactly the first two. */
  getStartupConf(): Record<string, string> {
    const { schema } = this.#config
    const usual = (pg.Client.prototype as unknown as { getStartupConf: AnyFunction }).getStartupConf
    return {
      ...(usual.call(this) as Record<string, string>),
      TimeZone: 'UTC',
      DateStyle: 'ISO',
      ...(schema === undefined ? {} : { search_path: pg.escapeIdentifier(schema) }),
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: overloads, by callback (as pg-pool calls) or by promise
  override connect(callback?: (error?: any, client?: any) => void): any {
    const connected = this.#connect()
    if (callback === undefined) return connected
    connected.then(() => callback(undefined, this), callback)
  }

  // biome-ignore lint/suspicious/noExplicitAny: overloads, by callback (as pg-pool calls) or by promise
  override query(...args: any[]): any {
    const query = super.query as AnyFunction
    const deadlineMs = this.#deadlineOf(args[0])
    const timer = setTimeout(() => this.#giveUp(deadlineMs), deadlineMs)
    const callback = args.at(-1)
    if (typeof callback === 'function') {
      return query.call(this, ...args.slice(0, -1), (error: unknown, result: unknown) => {
        clearTimeout(timer)
        callback(this.#placed(error ?? this.#unconfirmed()), result)
      })
    }
    return (query.call(this, ...args) as Promise<unknown>)
      .then((result) => {
        const error = this.#unconfirmed()
        if (error !== undefined) throw error
        return result
      })
      .catch((error: unknown) => {
        throw this.#placed(error)
      })
      .finally(() => clearTimeout(timer))
  }

  // biome-ignore lint/suspicious/noExplicitAny: overloads, by callback (as pg-pool calls) or by promise
  override end(...args: any[]): any {
    setTimeout(() => this.connection.stream.destroy(), END_MS).unref()
    return (super.end as AnyFunction).call(this, ...args)
  }

  /** How pg-pool takes a connection back. By then a broken one has been given back already. */
  get release(): Release | undefined {
    return this.#release
  }

  set release(release: Release) {
    let released = false
    this.#release = (error) => {
      if (released) return
      released = true
      release(error)
    }
  }

  async #connect(): Promise<this> {
    const { tlsWhere, connectTimeoutMs, requiresChannelBinding } = this.#config
    let timer: NodeJS.Timeout | undefined
    try {
      if (tlsWhere !== undefined && !(await this.#wantsTls(tlsWhere))) {
        Object.assign(this, { ssl: false })
        Object.assign(this.connection, { ssl: false })
      }
      if (requiresChannelBinding) requireChannelBinding(this)
      timer = setTimeout(() => this.#giveUpConnecting(), connectTimeoutMs)
      await super.connect()
      return this
    } catch (error) {
      // pg leaves it open where it has no password to give, and the server waits for one.
      this.connection.stream.destroy()
      if (tlsWhere === 'offered') forgetTls(this.host, this.port)
      throw this.#placed(error)
    } finally {
      clearTimeout(timer)
    }
  }

  #wantsTls(where: 'offered' | 'demanded'): Promise<boolean> {
    const { connectTimeoutMs } = this.#config
    return where === 'offered'
      ? serverHasTls(this.host, this.port, connectTimeoutMs)
      : serverDemandsTls(this.#config, connectTimeoutMs)
  }

  #giveUpConnecting() {
    const error = new Error('The connection was not opened in time')
    this.connection.stream.destroy(Object.assign(error, { code: 'ETIMEDOUT' }))
  }

  /** What takes no time where anything answers does not keep a place of the pool for long. */
  #deadlineOf(query: string | { text?: string }): number {
    const text = typeof query === 'string' ? query : query.text
    const { deadlineMs } = this.#config
    return text === 'BEGIN' || text === 'ROLLBACK'
      ? Math.min(SHORT_DEADLINE_MS, deadlineMs)
      : deadlineMs
  }

  #giveUp(deadlineMs: number) {
    const { where } = this.#config
    const error = Object.assign(new Error('The database did not answer in time'), {
      code: NO_ANSWER,
      meta: { where, deadlineMs },
    })
    cancelQuery(this as unknown as Parameters<typeof cancelQuery>[0])
    this.emit('gave-up', error)
    this.connection.stream.destroy(error)
  }

  /** Why what was answered just now does not hold; undefined where it does. */
  #unconfirmed(): Error | undefined {
    if (!this.#isUnconfirmed) return undefined
    this.#isUnconfirmed = false
    const error = new Error('The wait for a synchronous standby was cancelled')
    return Object.assign(error, { code: NOT_CONFIRMED })
  }

  #giveBack(error: Error) {
    this.#release?.(error)
  }

  #placed(error: unknown): unknown {
    return noteWhere(error, this.#config.where)
  }
}
