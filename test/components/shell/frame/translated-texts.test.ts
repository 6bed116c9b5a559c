import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followTranslations } from '@/components/shell/frame/translated-texts'
import { flush, TinyNode, TinyObserver } from '@/test/support/browser/tiny-dom'

/** A paragraph as React makes it: `12`, ` waiting`, and an element. */
let body: TinyNode
let paragraph: TinyNode
let number: TinyNode
let word: TinyNode
let mark: TinyNode
let stop: () => void

beforeEach(() => {
  vi.stubGlobal('Node', TinyNode)
  vi.stubGlobal('MutationObserver', TinyObserver)
  body = new TinyNode('BODY')
  paragraph = new TinyNode('P')
  number = new TinyNode('#text', '12')
  word = new TinyNode('#text', ' waiting')
  mark = new TinyNode('EM')
  body.insertBefore(paragraph, null)
  for (const node of [number, word, mark]) paragraph.insertBefore(node, null)
  stop = followTranslations(body as unknown as Node)
  flush()
})

afterEach(() => {
  stop()
  vi.unstubAllGlobals()
})

/** In one step, as one translator does it, or in two, as another. */
const WAYS: [string, (text: TinyNode, font: TinyNode) => void][] = [
  ['replaced', (text, font) => text.parentNode?.replaceChild(font, text)],
  [
    'inserted beside and taken away',
    (text, font) => {
      const parent = text.parentNode as TinyNode
      parent.insertBefore(font, text)
      parent.removeChild(text)
    },
  ],
]

describe.each(WAYS)('a text that a translator has %s', (_, replace) => {
  const translate = (text: TinyNode, words: string) => {
    const font = new TinyNode('FONT')
    font.insertBefore(new TinyNode('#text', words), null)
    replace(text, font)
    flush()
    return font
  }

  it('is rewritten where it is to be seen', () => {
    translate(number, 'zwölf')
    translate(word, ' warten')
    number.nodeValue = '13'
    flush()
    expect(paragraph.text).toBe('13 warten')
    translate(number, 'dreizehn')
    number.nodeValue = '14'
    flush()
    expect(paragraph.text).toBe('14 warten')
  })

  it('is taken away with what stands in its place', () => {
    translate(word, ' warten')
    expect(paragraph.removeChild(word)).toBe(word)
    flush()
    expect(paragraph.text).toBe('12')
  })

  it('has inserted before it what is to stand there', () => {
    translate(word, ' warten')
    paragraph.insertBefore(new TinyNode('#text', ' logins'), word)
    flush()
    expect(paragraph.text).toBe('12 logins warten')
  })

  it('is moved with what stands in its place', () => {
    translate(word, ' warten')
    paragraph.insertBefore(word, number)
    flush()
    expect(paragraph.text).toBe(' waiting12')
  })

  it('is rewritten also after the translation was taken back', () => {
    const font = translate(number, 'zwölf')
    paragraph.replaceChild(new TinyNode('#text', '12'), font)
    flush()
    number.nodeValue = '13'
    flush()
    expect(paragraph.text).toBe('13 waiting')
  })

  it('fails nothing where it is gone altogether', () => {
    const font = translate(word, ' warten')
    paragraph.removeChild(font)
    flush()
    paragraph.insertBefore(new TinyNode('#text', ' logins'), word)
    paragraph.removeChild(word)
    expect(paragraph.text).toBe('12 logins')
  })
})

describe('without a translator', () => {
  it('nothing is patched, and a mistake stays one', () => {
    const { removeChild, insertBefore } = TinyNode.prototype
    paragraph.removeChild(word)
    flush()
    expect(() => paragraph.removeChild(word)).toThrow('NotFoundError')
    expect(TinyNode.prototype.removeChild).toBe(removeChild)
    expect(TinyNode.prototype.insertBefore).toBe(insertBefore)
  })

  it('an element that is not there still cannot be taken away', () => {
    const font = new TinyNode('FONT')
    paragraph.replaceChild(font, number)
    flush()
    paragraph.removeChild(mark)
    expect(() => paragraph.removeChild(mark)).toThrow('NotFoundError')
  })
})
