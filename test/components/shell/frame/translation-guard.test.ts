import { afterEach, expect, it, vi } from 'vitest'
import { flush, TinyNode, TinyObserver } from '@/test/support/browser/tiny-dom'

afterEach(() => vi.unstubAllGlobals())

it('follows what is translated as soon as the page’s script runs, before any effect', async () => {
  const body = new TinyNode('BODY')
  const text = new TinyNode('#text', 'interrupted')
  const font = new TinyNode('FONT')
  body.insertBefore(text, null)
  vi.stubGlobal('Node', TinyNode)
  vi.stubGlobal('MutationObserver', TinyObserver)
  vi.stubGlobal('document', { body })
  await import('@/components/shell/frame/translation-guard')
  body.replaceChild(font, text)
  flush()
  text.nodeValue = 'finished'
  flush()
  expect(body.text).toBe('finished')
})
