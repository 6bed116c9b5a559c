import { TOKEN_PATTERN } from '@/lib/model/token'

/** The most tokens of one request. */
export const MAX_TOKENS = 100

/** What pasted text holds: its distinct tokens in order, and how many other words. */
export type PastedTokens = { tokens: string[]; others: number }

const TOKEN = new RegExp(`(?<![0-9a-z_])${TOKEN_PATTERN}(?![0-9a-z_])`, 'gi')
const WORD = /[^\s,;|()[\]{}<>"'`]+/g

/**
 * Reads the tokens out of pasted text, whatever stands between them: a column of a table, a list in
 * SQL or JSON, a log line. Other words are counted, not kept: one may be an original.
 */
export function parseTokens(text: string): PastedTokens {
  const found = text.match(TOKEN) ?? []
  const others = text.replace(TOKEN, ' ').match(WORD) ?? []
  return { tokens: [...new Set(found.map((token) => token.toLowerCase()))], others: others.length }
}
