/**
 * Whether a browser runs where the command key is ⌘. Chromium says its platform in a header of its own
 * (Sec-CH-UA-Platform, on secure origins); all say it in the user agent.
 */
export function hasCommandKey(platform: string | null, userAgent: string | null): boolean {
  if (platform !== null && platform !== '') return /^"?(?:macOS|iOS)"?$/.test(platform)
  return /\b(?:Macintosh|iPhone|iPad)\b/.test(userAgent ?? '')
}
