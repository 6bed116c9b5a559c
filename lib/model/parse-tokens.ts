/** The most tokens of one request. */
export const MAX_TOKENS = 100

/** What pasted text holds: its distinct tokens in order, and how many other words. */
export type PastedTokens = { tokens: string[]; others: number }

const TOKEN = /(?<![0-9a-z_])(?:ip1|dv1)_(?:[0-9a-f]{6}|erased)_[0-9a-f]{32}(?![0-9a-z_])/gi
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

/** The page that asks for a reveal of these tokens. Tokens are no secret: they may stand in a URL. */
export function revealHref(tokens: readonly string[]): string {
  return tokens.length === 0 ? '/reveal' : `/reveal?tokens=${tokens.join(',')}`
}

/** Which field a token stands for. */
export function fieldOfToken(token: string): 'ip' | 'device_id' {
  return token.startsWith('ip1_') ? 'ip' : 'device_id'
}

/** Whether text is a token, and nothing more. */
export function isWholeToken(text: string): boolean {
  const { tokens, others } = parseTokens(text)
  return tokens.length === 1 && others === 0 && tokens[0] === text
}
