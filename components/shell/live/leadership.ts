import {
  hearMessage,
  hearStream,
  showLost,
  tellNewcomer,
} from '@/components/shell/live/hear-messages'
import type { Step, Tab, TabInput, TabWord } from '@/components/shell/live/tab'
import type { NumberedEvent } from '@/lib/model/live/live-message'

/** A tab that was hidden for so long rests. */
export const REST_AFTER_MS = 30_000
/** Longer than whoever leads takes to notice that its stream is silent, and to say so. */
export const TAB_SILENCE_MS = 24_000
/** How often whoever leads says again that the connection is lost. */
const TELL_LOST_MS = 5_000
/** The clock ticks every second, and in a hidden tab not much less often: more is a sleep. */
const SLEPT_MS = 10_000

type Begin = { id: string; known: NumberedEvent | null; isHidden: boolean; nowMs: number }

/** A tab as it begins, with the event that its page was rendered with. */
export function beginTab({ id, known, isHidden, nowMs }: Begin): Step {
  const live = {
    event: known?.event ?? null,
    connection: 'connecting',
    since: nowMs,
    receivedAt: known === null ? null : nowMs,
    refusal: null,
  } as const
  const tab: Tab = {
    id,
    role: 'waiting',
    hiddenSince: isHidden ? nowMs : null,
    heardAt: nowMs,
    toldAt: 0,
    tickedAt: nowMs,
    askedAt: nowMs,
    known,
    live,
  }
  return { tab, effects: [{ kind: 'request-lock' }, hello(tab)] }
}

/**
 * What a tab does next. The lock has one holder among the tabs of a session: it leads. Its stream's
 * messages go to all of them. Where it is gone, however that came, the browser hands the lock on.
 */
export function stepTab(tab: Tab, input: TabInput, nowMs: number): Step {
  switch (input.kind) {
    case 'lock-granted':
      return tab.role === 'waiting'
        ? { tab: { ...tab, role: 'leading', askedAt: null }, effects: [{ kind: 'open-stream' }] }
        : { tab, effects: tab.role === 'resting' ? [{ kind: 'release-lock' }] : [] }
    case 'lock-stolen':
      return tab.role === 'leading' ? follow(tab, nowMs) : stay(tab)
    case 'hidden':
      return stay({ ...tab, hiddenSince: tab.hiddenSince ?? nowMs })
    case 'shown':
      return wake({ ...tab, hiddenSince: null }, nowMs)
    case 'put-away':
      return rest(tab)
    case 'taken-out':
      return wake(tab, nowMs)
    case 'online':
      return { tab, effects: tab.role === 'leading' ? [{ kind: 'hurry-stream' }] : [] }
    case 'clock':
      return tick(tab, nowMs)
    case 'stream':
      return tab.role === 'leading' ? hearStream(tab, input.news, nowMs) : stay(tab)
    case 'tab':
      return hearTab(tab, input.word, nowMs)
  }
}

function stay(tab: Tab): Step {
  return { tab, effects: [] }
}

function hello({ id }: Tab) {
  return { kind: 'post', word: { kind: 'hello', from: id } } as const
}

function follow(tab: Tab, nowMs: number): Step {
  const next: Tab = { ...tab, role: 'waiting', heardAt: nowMs, askedAt: nowMs }
  return { tab: next, effects: [{ kind: 'close-stream' }, { kind: 'request-lock' }, hello(next)] }
}

function rest(tab: Tab): Step {
  if (tab.role === 'resting') return stay(tab)
  const next: Tab = { ...tab, role: 'resting' }
  return { tab: next, effects: [{ kind: 'close-stream' }, { kind: 'release-lock' }] }
}

function wake(tab: Tab, nowMs: number): Step {
  if (tab.role === 'leading') return { tab, effects: [{ kind: 'hurry-stream' }] }
  if (tab.role === 'waiting') return stay(tab)
  const isUnheard = nowMs - tab.heardAt > TELL_LOST_MS
  const live = isUnheard
    ? ({ ...tab.live, connection: 'connecting', since: nowMs, refusal: null } as const)
    : tab.live
  const next: Tab = {
    ...tab,
    role: 'waiting',
    hiddenSince: tab.hiddenSince === null ? null : nowMs,
    heardAt: nowMs,
    tickedAt: nowMs,
    askedAt: nowMs,
    live,
  }
  return { tab: next, effects: [{ kind: 'request-lock' }, hello(next)] }
}

function tick(before: Tab, nowMs: number): Step {
  const tab = { ...before, tickedAt: nowMs }
  if (tab.role === 'resting') return stay(tab)
  if (tab.hiddenSince !== null && nowMs - tab.hiddenSince >= REST_AFTER_MS) return rest(tab)
  const slept = nowMs - before.tickedAt > SLEPT_MS
  if (tab.role === 'leading') {
    if (slept) return { tab, effects: [{ kind: 'reopen-stream' }] }
    if (tab.live.connection !== 'lost' || nowMs - tab.toldAt < TELL_LOST_MS) return stay(tab)
    const word = { kind: 'lost', refusal: tab.live.refusal } as const
    return { tab: { ...tab, toldAt: nowMs }, effects: [{ kind: 'post', word }] }
  }
  // Whoever leads slept as well.
  if (slept) return stay({ ...tab, heardAt: nowMs })
  if (nowMs - tab.heardAt < TAB_SILENCE_MS) return stay(tab)
  // It neither tells anything nor is gone: it hangs. A tab that is looked at takes over.
  const effects = tab.hiddenSince === null ? [{ kind: 'steal-lock' } as const] : []
  return { tab: { ...showLost(tab, null, nowMs), heardAt: nowMs }, effects }
}

function hearTab(tab: Tab, word: TabWord, nowMs: number): Step {
  switch (word.kind) {
    case 'signed-out':
      return { tab, effects: [{ kind: 'reload' }] }
    case 'gone':
      // Perhaps to sign out: the server knows.
      return { tab, effects: tab.role === 'leading' ? [{ kind: 'reopen-stream' }] : [] }
    case 'hello':
      return { tab, effects: tab.role === 'leading' ? tellNewcomer(tab, word.from) : [] }
    case 'lost':
      if (tab.role === 'leading') return stay(tab)
      return stay({ ...showLost(tab, word.refusal, nowMs), heardAt: nowMs })
    case 'message':
      return tab.role === 'leading' ? stay(tab) : hearMessage(tab, word, nowMs)
  }
}
