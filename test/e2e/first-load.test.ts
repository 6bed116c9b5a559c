import { expect, test } from '@playwright/test'
import { describeChunks, firstLoads } from '../support/browser/first-load'

/** What a page may load before it can be used, as gzip sends it. */
const MAX_BYTES = 200_000

test('every page loads at most 200 kB of script at first', () => {
  const pages = firstLoads('.next')
  expect(pages.length).toBeGreaterThan(15)
  expect(pages.every(({ chunks }) => chunks.length > 3)).toBe(true)
  for (const { page, bytes } of pages) console.log(`${(bytes / 1_000).toFixed(1)} kB ${page}`)
  const heavy = pages
    .filter(({ bytes }) => bytes > MAX_BYTES)
    .map((page) => `${page.page}: ${(page.bytes / 1_000).toFixed(1)} kB\n${describeChunks(page)}`)
  expect(heavy.join('\n\n')).toBe('')
})
