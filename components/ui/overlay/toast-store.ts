export type Tone = 'success' | 'error' | 'info'

export type Toast = { id: number; tone: Tone; title: string; description?: string | undefined }

type Words = { description?: string | undefined }

/** More at once would cover the page; the oldest goes. */
const MAX_SHOWN = 3

/** Tells of something that happened elsewhere; what happened here is shown here. */
export const toast = {
  success: (title: string, words?: Words) => add('success', title, words),
  error: (title: string, words?: Words) => add('error', title, words),
  info: (title: string, words?: Words) => add('info', title, words),
}

export const toasts = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  get: (): readonly Toast[] => shown,
  remove(id: number) {
    set(shown.filter((each) => each.id !== id))
  },
}

const listeners = new Set<() => void>()
let shown: readonly Toast[] = []
let lastId = 0

function add(tone: Tone, title: string, { description }: Words = {}) {
  lastId += 1
  set([...shown, { id: lastId, tone, title, description }].slice(-MAX_SHOWN))
}

function set(next: readonly Toast[]) {
  shown = next
  for (const listener of listeners) listener()
}
