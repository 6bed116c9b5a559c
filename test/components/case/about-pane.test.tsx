import { expect, it } from 'vitest'
import { AboutPane } from '@/components/case/about-pane'
import { renderedText } from '@/test/support/render'

it('has what it is about on the page, shut or not', () => {
  expect(renderedText(<AboutPane label="About this user">first seen</AboutPane>)).toContain(
    'first seen',
  )
})
