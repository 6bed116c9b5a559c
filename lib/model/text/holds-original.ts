import { plainSpelling } from '@/lib/model/text/plain-spelling'

/**
 * Whether a text that somebody typed names an IP address or a device id, in whatever spelling: with
 * other Unicode digits or dots, defanged, with a port, a prefix length or a zone, in a URL or a range.
 * Every text that is stored as it was typed is asked of this first. What it cannot know is an address
 * as a bare decimal number, which any ticket's number may be.
 */
export function holdsOriginal(text: string): boolean {
  const plain = plainSpelling(text)
  return holdsDeviceId(plain) || holdsIpv4(plain) || holdsIpv6(plain)
}

/** Of the known shape, 111-22-3333, whatever parts its groups. */
function holdsDeviceId(plain: string): boolean {
  return /(?<!\d)\d{3}[-\s._/]{1,3}\d{2}[-\s._/]{1,3}\d{4}(?!\d)/.test(plain)
}

function holdsIpv4(plain: string): boolean {
  const dotted = plain.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g)
  // As host names have it: ip-203-0-113-7.
  const dashed = plain.matchAll(/(?<!\d|\d-)\d{1,3}(?:-\d{1,3}){3}(?!-?\d)/g)
  for (const [found] of [...dotted, ...dashed]) {
    if (found.split(/[.-]/).every((octet) => Number(octet) <= 255)) return true
  }
  if (/(?<![\da-z])0x[0-9a-f]{8}(?![\da-z])/.test(plain)) return true
  // A browser goes to http://3405803783/ as to an address.
  const [, bare] = /:\/\/(?:[^/\s@]*@)?(\d{8,10})(?![\w.-])/.exec(plain) ?? []
  return bare !== undefined && Number(bare) < 2 ** 32
}

function holdsIpv6(plain: string): boolean {
  if (/(?:[0-9a-f]\.){16}/.test(plain)) return true
  for (const match of plain.matchAll(/[0-9a-f:]+/g)) {
    const [run] = match
    if (!run.includes(':')) continue
    if (/(?<![0-9a-f])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![0-9a-f])/.test(run)) return true
    const before = plain[match.index - 1] ?? ''
    const after = plain[match.index + run.length] ?? ''
    // `std::vector` is none, `ip:2001:db8::1` is one.
    const isInWord = /[a-z_]/.test(after) || (run.startsWith('::') && /\w/.test(before))
    if (!isInWord && isCompressed(run.replace(/^:(?!:)|(?<!:):$/g, ''))) return true
  }
  return false
}

/** One `::`, and groups of one to four hex digits, fewer than eight. */
function isCompressed(text: string): boolean {
  const halves = text.split('::')
  if (halves.length !== 2 || text.length <= 3) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  return groups.length < 8 && groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
}
