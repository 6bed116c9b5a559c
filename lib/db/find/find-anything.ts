import { suggestValues } from '@/lib/db/logins/suggest-values'
import { reader } from '@/lib/db/replica/read-source'
import { listRevealPeople } from '@/lib/db/reveal-log/list-reveal-people'
import { findRun } from '@/lib/db/runs/find-run'
import { listViews } from '@/lib/db/views/saved-views'
import { FOUND_KINDS, type SearchResult } from '@/lib/model/find'
import { runNumberSchema } from '@/lib/model/query/run-number'
import { isPlainText } from '@/lib/model/text/is-plain-text'

/** Of each kind: who has more to find types more. */
const MAX_OF_A_KIND = 5
/** Of a message id: shorter ones begin too many. */
const MIN_MESSAGE_LENGTH = 4

/** Who asks: one's own views are found, and people where the audit log may be read. */
type Asking = { id: string; readsLog: boolean }

/**
 * What there is whose name begins with a text: runs by number, users, devices and IPs by token (whole,
 * or its digits), logins and rejected messages by message id; views and people that hold it. At most
 * five of each kind, by indexes alone. The text must not name an original: see `mayNameOriginal`.
 */
export async function findAnything(text: string, asking: Asking): Promise<SearchResult[]> {
  if (!isPlainText(text)) return []
  const found = await Promise.all([
    findRuns(text),
    findValues('user', 'user_id', text),
    findValues('device', 'device_id', text),
    findValues('ip', 'ip', text),
    findLogins(text),
    findRejected(text),
    findViews(text, asking.id),
    asking.readsLog ? findPeople(text) : [],
  ])
  const place = ({ kind }: SearchResult) => FOUND_KINDS.indexOf(kind)
  return found.flat().toSorted((a, b) => place(a) - place(b))
}

/** By its number: `12`, `#12` or `run 12`. */
async function findRuns(text: string): Promise<SearchResult[]> {
  const [, digits] = /^(?:run\s*)?#?(\d+)$/i.exec(text) ?? []
  const number = runNumberSchema.safeParse(digits)
  if (!number.success || (await findRun(number.data)) === null) return []
  return [{ kind: 'run', value: String(number.data) }]
}

async function findValues(
  kind: 'user' | 'device' | 'ip',
  field: 'user_id' | 'device_id' | 'ip',
  text: string,
): Promise<SearchResult[]> {
  const values = await suggestValues(field, kind === 'user' ? text : text.toLowerCase())
  return values
    .flatMap(({ value }) => (value === null ? [] : [{ kind, value }]))
    .slice(0, MAX_OF_A_KIND)
}

type Message = { messageId: string; at: string }

async function findLogins(text: string): Promise<SearchResult[]> {
  if (text.length < MIN_MESSAGE_LENGTH) return []
  const rows = await reader().$queryRaw<Message[]>`
    SELECT message_id AS "messageId",
      (extract(epoch FROM sent_at) * 1000)::bigint || '.' || id AS at
    FROM user_logins WHERE message_id >= ${text} ORDER BY message_id, sent_at LIMIT ${MAX_OF_A_KIND}`
  return beginning(rows, text, 'login')
}

async function findRejected(text: string): Promise<SearchResult[]> {
  if (text.length < MIN_MESSAGE_LENGTH) return []
  const rows = await reader().$queryRaw<Message[]>`
    SELECT message_id AS "messageId",
      (extract(epoch FROM rejected_at) * 1000)::bigint || '.' || id AS at
    FROM rejected_messages WHERE message_id >= ${text} ORDER BY message_id, sent_at LIMIT ${MAX_OF_A_KIND}`
  return beginning(rows, text, 'rejected')
}

function beginning(rows: Message[], text: string, kind: 'login' | 'rejected'): SearchResult[] {
  return rows
    .filter(({ messageId }) => messageId.startsWith(text))
    .map(({ messageId, at }) => ({ kind, value: messageId, at }))
}

async function findViews(text: string, userId: string): Promise<SearchResult[]> {
  const views = await listViews(userId)
  return views
    .filter(({ name }) => holds(name, text))
    .slice(0, MAX_OF_A_KIND)
    .map(({ name, query }) => ({ kind: 'view', value: name, at: query }))
}

async function findPeople(text: string): Promise<SearchResult[]> {
  const people = await listRevealPeople()
  return people
    .filter((name) => holds(name, text))
    .slice(0, MAX_OF_A_KIND)
    .map((name) => ({ kind: 'person', value: name }))
}

function holds(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.toLowerCase())
}
