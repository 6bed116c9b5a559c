import { log } from '@/lib/log'
import { singleton } from '@/lib/singleton'

/** So many lines in so long: a stranger can make Next complain of each of their requests. */
export const MAX_LINES = 50
const WINDOW_MS = 10_000

/**
 * What Next and other libraries say by themselves becomes lines of the log, one each: their own would
 * spread a stack over many lines, and quote what was asked for. So do the warnings of Node.
 */
export function structureConsole() {
  process.removeAllListeners('warning')
  process.on('warning', ({ name, message }) => say('warn', [`${name}: ${message}`]))
  console.error = (...given: unknown[]) => say('error', given)
  console.warn = (...given: unknown[]) => say('warn', given)
}

function say(level: 'error' | 'warn', given: readonly unknown[]) {
  if (!takeLine()) return
  const failure = given.find((each) => each instanceof Error)
  log[level]('web.library', { text: wordsOf(given) }, failure)
}

/** Whether one more line may be written now; those that may not are told of together. */
function takeLine(): boolean {
  const window = singleton('library-lines', () => ({ lines: 0, silenced: 0 }))
  if (window.lines >= MAX_LINES) {
    window.silenced += 1
    return false
  }
  if (window.lines === 0) {
    setTimeout(() => {
      const { silenced } = window
      Object.assign(window, { lines: 0, silenced: 0 })
      if (silenced > 0) log.warn('web.library-silenced', { count: silenced })
    }, WINDOW_MS).unref()
  }
  window.lines += 1
  return true
}

/** The words before the first thing that is quoted or is no word: it may come from a request. */
function wordsOf(given: readonly unknown[]): string {
  const text = given.filter((each) => typeof each === 'string').join(' ')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal.
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '').replace(/^[^A-Za-z]+/, '')
  return /^[A-Za-z ,:()-]{0,120}/.exec(plain)?.[0].trim() ?? ''
}
