import { type KeptStream, keepStream } from '@/components/shell/live/keep-stream'
import { beginTab, stepTab } from '@/components/shell/live/leadership'
import type { LiveState, StreamNews, TabEffect, TabInput } from '@/components/shell/live/tab'
import { type TabChannel, tabChannel } from '@/components/shell/live/tab-channel'
import { type TabLock, tabLock } from '@/components/shell/live/tab-lock'
import { watchPage } from '@/components/shell/live/watch-page'
import { type NumberedEvent, positionOf } from '@/lib/model/live/live-message'

const TICK_MS = 1_000

type Options = {
  /** Names the session: its tabs share a stream, and no others'. */
  session: string
  /** What the page was rendered with. */
  initial: NumberedEvent | null
  onChange: (live: LiveState) => void
}

/**
 * Takes part in the one live stream of this browser: over HTTP/1.1 a browser has six connections to a
 * server for all its tabs, and a stream for each tab would use them up.
 * @returns a function that ends it.
 */
export function shareStream({ session, initial, onChange }: Options): () => void {
  const name = `veilgate live ${session}`
  const isHidden = document.visibilityState === 'hidden'
  const begun = beginTab({ id: `${Math.random()}`, known: initial, isHidden, nowMs: Date.now() })
  let { tab } = begun
  let clock: ReturnType<typeof setInterval> | undefined

  const take = (input: TabInput) => {
    const { tab: next, effects } = stepTab(tab, input, Date.now())
    const isNews = next.live !== tab.live
    tab = next
    for (const effect of effects) act(effect)
    keepClock()
    if (isNews) onChange(tab.live)
  }
  const keepClock = () => {
    if (tab.role === 'resting') {
      clearInterval(clock)
      clock = undefined
    } else {
      clock ??= setInterval(() => take({ kind: 'clock' }), TICK_MS)
    }
  }
  const lock = tabLock(name, {
    onGranted: () => take({ kind: 'lock-granted' }),
    onStolen: () => take({ kind: 'lock-stolen' }),
  })
  const channel = tabChannel(name, (word) => take({ kind: 'tab', word }))
  const { act, close } = actor({
    lock,
    channel,
    openStream: () =>
      keepStream({
        session,
        position: () => (tab.known === null ? null : positionOf(tab.known)),
        onNews: (news: StreamNews) => take({ kind: 'stream', news }),
      }),
  })
  for (const effect of begun.effects) act(effect)
  keepClock()
  onChange(tab.live)
  const unwatch = watchPage({ onInput: take, onPutAway: channel.close })
  return () => {
    unwatch()
    clearInterval(clock)
    channel.post({ kind: 'gone' })
    close()
  }
}

type Tools = { lock: TabLock; channel: TabChannel; openStream: () => KeptStream }

/** What carries out the effects of the tab's steps. */
function actor({ lock, channel, openStream }: Tools) {
  let stream: KeptStream | undefined
  const closeStream = () => {
    stream?.close()
    stream = undefined
  }
  const act = (effect: TabEffect): void => {
    switch (effect.kind) {
      case 'request-lock':
        channel.open()
        lock.request()
        break
      case 'steal-lock':
        lock.steal()
        break
      case 'release-lock':
        lock.release()
        break
      case 'open-stream':
        closeStream()
        stream = openStream()
        break
      case 'close-stream':
        closeStream()
        break
      case 'hurry-stream':
        stream?.hurry()
        break
      case 'reopen-stream':
        stream?.reopen()
        break
      case 'post':
        channel.post(effect.word)
        break
      case 'reload':
        location.reload()
    }
  }
  const close = () => {
    closeStream()
    lock.release()
    channel.close()
  }
  return { act, close }
}
