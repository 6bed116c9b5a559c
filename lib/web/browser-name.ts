import { userAgentFromString } from 'next/server'

/** `Chrome 142 on Windows`; the text as it came where it names no known browser. */
export function browserName(userAgent: string): string {
  const { browser, os } = userAgentFromString(userAgent)
  if (browser.name === undefined) return userAgent
  const version = browser.version?.split('.')[0]
  const name = version === undefined ? browser.name : `${browser.name} ${version}`
  return os.name === undefined ? name : `${name} on ${os.name}`
}
