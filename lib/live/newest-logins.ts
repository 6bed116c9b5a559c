import type { LoginRow } from '@/lib/model/login'

/** As many as the first message of a stream brings. */
const KEPT = 50

/** Keeps the newest logins, and with which event each was told first. */
export function newestLogins() {
  let newest: { seq: number; login: LoginRow }[] = []
  return {
    takeIn: (logins: LoginRow[], seq: number): void => {
      const told = new Set(newest.map(({ login }) => login.id))
      const news = logins.filter(({ id }) => !told.has(id)).map((login) => ({ seq, login }))
      newest = [...news, ...newest].slice(0, KEPT)
    },
    /** Newest first. */
    all: (): LoginRow[] => newest.map(({ login }) => login),
    /** Those that were told after an event, but for those that its page was rendered with. */
    after: (event: { seq: number; rendered: ReadonlySet<string> }): LoginRow[] =>
      newest
        .filter(({ seq, login }) => seq > event.seq && !event.rendered.has(login.id))
        .map(({ login }) => login),
  }
}
