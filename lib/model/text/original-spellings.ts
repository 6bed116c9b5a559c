import type { MaskedField } from '@/lib/model/masked-fields'

type Spellings = {
  /** Whether text names such an original somewhere. */
  isIn: (plain: string) => boolean
  /** What one looks like while it is being typed. */
  beginnings: readonly RegExp[]
}

/** How people write the originals of each masked field, in what `plainSpelling` makes of a text. */
export const ORIGINAL_SPELLINGS: Record<MaskedField, Spellings> = {
  ip: {
    isIn: (plain) => holdsIpv4(plain) || holdsIpv6(plain),
    beginnings: [/^\[?\d{1,3}\.[\d.]*$/, /^\[?[0-9a-f]{0,4}:[0-9a-f:.]*$/],
  },
  device_id: { isIn: holdsDeviceId, beginnings: [/^\d{3}-[\d-]*$/] },
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
