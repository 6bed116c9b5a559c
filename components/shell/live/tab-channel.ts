import type { TabWord } from '@/components/shell/live/tab'

export type TabChannel = {
  open: () => void
  post: (word: TabWord) => void
  close: () => void
}

/**
 * Where the tabs of one session hear each other. Where they cannot agree on who leads (see `tabLock`), each
 * has a stream of its own and nothing to tell.
 */
export function tabChannel(name: string, onWord: (word: TabWord) => void): TabChannel {
  let channel: BroadcastChannel | undefined
  const open = () => {
    if (channel !== undefined || !canShare()) return
    channel = new BroadcastChannel(name)
    channel.onmessage = ({ data }: MessageEvent<TabWord>) => onWord(data)
  }
  return {
    open,
    post: (word) => channel?.postMessage(word),
    close: () => {
      channel?.close()
      channel = undefined
    },
  }
}

function canShare(): boolean {
  return typeof navigator.locks !== 'undefined' && typeof BroadcastChannel !== 'undefined'
}
