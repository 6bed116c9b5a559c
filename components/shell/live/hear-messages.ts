import type { Step, StreamNews, Tab, TabEffect, TabWord } from '@/components/shell/live/tab'
import { type NumberedEvent, receive } from '@/lib/model/live/live-message'

/** An answer comes at once, where whoever leads has one. */
const ASK_AGAIN_MS = 1_000

/** What whoever leads makes of its stream: it shows the news, and tells the others. */
export function hearStream(tab: Tab, news: StreamNews, nowMs: number): Step {
  switch (news.kind) {
    case 'signed-out':
      return {
        tab,
        effects: [{ kind: 'post', word: { kind: 'signed-out' } }, { kind: 'reload' }],
      }
    case 'lost': {
      const word = { kind: 'lost', refusal: news.refusal } as const
      const next = { ...showLost(tab, news.refusal, nowMs), toldAt: nowMs }
      return { tab: next, effects: [{ kind: 'post', word }] }
    }
    case 'message': {
      const { message } = news
      const known = receive(tab.known, message)
      if (known === null) {
        return { tab: { ...tab, known: null }, effects: [{ kind: 'reopen-stream' }] }
      }
      // What others know is another event at first, as their pages were rendered with it.
      const isFirst = tab.live.connection !== 'live'
      const told = isFirst ? ({ kind: 'whole', ...known } as const) : message
      const word = { kind: 'message', message: told, to: null, receivedAt: nowMs } as const
      return { tab: showEvent(tab, known, nowMs), effects: [{ kind: 'post', word }] }
    }
  }
}

/** What a tab makes of a message that whoever leads passes on; it asks for the whole where it missed one. */
export function hearMessage(
  tab: Tab,
  { message, to, receivedAt }: Extract<TabWord, { kind: 'message' }>,
  nowMs: number,
): Step {
  const heard = { ...tab, heardAt: nowMs }
  if (to !== null && to !== tab.id) return { tab: heard, effects: [] }
  const known = receive(tab.known, message)
  if (known !== null) {
    return { tab: { ...showEvent(heard, known, receivedAt), askedAt: null }, effects: [] }
  }
  if (tab.askedAt !== null && nowMs - tab.askedAt < ASK_AGAIN_MS) return { tab: heard, effects: [] }
  const word = { kind: 'hello', from: tab.id } as const
  return { tab: { ...heard, askedAt: nowMs }, effects: [{ kind: 'post', word }] }
}

/** What whoever leads answers to a tab that needs the whole: nothing before it has heard the console. */
export function tellNewcomer({ known, live }: Tab, to: string): TabEffect[] {
  if (live.connection === 'lost') {
    return [{ kind: 'post', word: { kind: 'lost', refusal: live.refusal } }]
  }
  if (live.connection !== 'live' || known === null || live.receivedAt === null) return []
  // To others its logins are no news: they arrived before.
  const event = { ...known.event, loginsArrived: 0 }
  const message = { kind: 'whole', epoch: known.epoch, seq: known.seq, event } as const
  return [{ kind: 'post', word: { kind: 'message', message, to, receivedAt: live.receivedAt } }]
}

export function showLost(tab: Tab, refusal: string | null, nowMs: number): Tab {
  const since = tab.live.connection === 'lost' ? tab.live.since : nowMs
  return { ...tab, live: { ...tab.live, connection: 'lost', since, refusal } }
}

function showEvent(tab: Tab, known: NumberedEvent, receivedAt: number): Tab {
  const since = tab.live.connection === 'live' ? tab.live.since : receivedAt
  const { event } = known
  return {
    ...tab,
    known,
    live: { event, connection: 'live', since, receivedAt, refusal: null },
  }
}
