export type SwatchTone = 'pale' | 'mid' | 'deep' | 'other'

/** What a token's swatch looks like: two hues in degrees, and a tone for each of its 2×4 cells. */
export type SwatchCells = { hue: number; otherHue: number; tones: SwatchTone[] }

const TONES: SwatchTone[] = ['pale', 'mid', 'deep', 'other']
const CELLS = 8

/**
 * Draws a swatch from any string: equal strings look equal, others almost surely do not (12 × 5 hue
 * pairs × 4^8 patterns). Hashed first, since adopted values may differ in their last digits alone.
 */
export function swatchCells(token: string): SwatchCells {
  const hues = fnv1a(token, 0x811c9dc5)
  const pattern = fnv1a(token, 0x01234567)
  const hue = 15 + (hues % 12) * 30
  const otherHue = (hue + 60 + (Math.floor(hues / 12) % 5) * 60) % 360
  const tones = Array.from(
    { length: CELLS },
    (_, cell) => TONES[(pattern >>> (cell * 2 + 8)) & 3] as SwatchTone,
  )
  return { hue, otherHue, tones }
}

/** FNV-1a over UTF-16 units, with a last mix, so that similar strings end far apart. */
function fnv1a(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
