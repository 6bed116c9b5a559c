import { log } from '@/lib/log'

/**
 * What Next and other libraries say by themselves becomes lines of the log, one each: their own would
 * spread a stack over many lines, and quote what was asked for.
 */
export function structureConsole() {
  console.error = (...given: unknown[]) => say('error', given)
  console.warn = (...given: unknown[]) => say('warn', given)
}

function say(level: 'error' | 'warn', given: readonly unknown[]) {
  const failure = given.find((each) => each instanceof Error)
  log[level]('web.library', { text: wordsOf(given) }, failure)
}

/** The words before the first thing that is quoted or is no word: it may come from a request. */
function wordsOf(given: readonly unknown[]): string {
  const text = given.filter((each) => typeof each === 'string').join(' ')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal.
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '').replace(/^[^A-Za-z]+/, '')
  return /^[A-Za-z ,:()-]{0,120}/.exec(plain)?.[0].trim() ?? ''
}
