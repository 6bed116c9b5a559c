import { expect, it } from 'vitest'
import { LeftOut } from '@/components/overview/feed/feed-pane'
import { renderedText } from '@/test/support/render'

it('says how many logins came too fast to be shown, and nothing where all were', () => {
  expect(renderedText(<LeftOut count={12_395} />)).toBe('· 12,395 more not shown')
  expect(renderedText(<LeftOut count={0} />)).toBe('')
})
