import { describe, expect, it } from 'vitest'
import { swatchCells } from '@/components/masked-value/swatch-cells'

describe('a swatch', () => {
  it('is equal for equal tokens, and pinned', () => {
    const token = 'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023'
    expect(swatchCells(token)).toEqual(swatchCells(token))
    expect(swatchCells(token)).toMatchInlineSnapshot(`
      {
        "hue": 285,
        "otherHue": 45,
        "tones": [
          "mid",
          "deep",
          "pale",
          "deep",
          "other",
          "pale",
          "deep",
          "mid",
        ],
      }
    `)
  })

  it('differs for tokens that differ in one character, whatever kind of string they are', () => {
    const looks = new Set<string>()
    for (let at = 0; at < 2_000; at += 1) {
      looks.add(JSON.stringify(swatchCells(`dv1_ada45f_${String(at).padStart(32, '0')}`)))
      looks.add(JSON.stringify(swatchCells(`adopted ${at}`)))
    }
    expect(looks.size).toBeGreaterThan(3_985)
  })

  it('always fills its 8 cells', () => {
    for (const token of ['', 'x', '🙂', 'a'.repeat(300)]) {
      expect(swatchCells(token).tones).toHaveLength(8)
      expect(swatchCells(token).tones).not.toContain(undefined)
    }
  })
})
