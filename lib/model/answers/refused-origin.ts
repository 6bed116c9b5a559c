/** How the text of every such refusal begins: pages show what begins so as it is. */
const START = 'This request was refused: '

type Refused = {
  /** Where the browser says that the request comes from; null where it does not say, or nonsense. */
  origin: string | null
  /** The Host that reached the console: what a proxy in front made of it. */
  host: string | null
  /** The origin of VEILGATE_URL, where it is set. */
  site: string | undefined
}

/** Why a request from another origin is refused, and what to set where it is none. */
export function refusedOriginWords({ origin, host, site }: Refused): string {
  const from =
    origin === null ? 'it does not say which page it comes from' : `it comes from ${origin}`
  const reached = host === null ? 'without a Host' : `with the Host ${host}`
  return site === undefined
    ? `${START}${from}, and reached the console ${reached}. Where a proxy stands in front, set VEILGATE_URL to the address people open.`
    : `${START}${from}, while VEILGATE_URL says that people open ${site} (it reached the console ${reached}). Open the console there, or set VEILGATE_URL to the address in the browser.`
}

/** Why a request for a host that is not known is refused. */
export function refusedHostWords(host: string | null): string {
  const name = host === null ? 'no Host' : `the Host ${host}`
  return `${START}it names ${name}, which is unknown here. Set VEILGATE_URL to the address people open.`
}

/** Whether a text is one of these. */
export function isRefusedOrigin(text: string): boolean {
  return text.startsWith(START)
}
