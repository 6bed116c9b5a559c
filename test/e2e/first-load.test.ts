import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

test('no page loads the tools of the title bar twice, for its skeleton and for itself', () => {
  const pages = firstLoads('.next').filter(({ page }) => page.startsWith('/(console)'))
  expect(pages.length).toBeGreaterThan(15)
  for (const { page, chunks } of pages) {
    const scripts = chunks.map(({ file }) => readFileSync(join('.next', file), 'utf8'))
    // What the palette finds the button by that copies a link.
    const holding = scripts.filter((script) => script.includes('share url address permalink'))
    expect(holding.length, page).toBe(1)
  }
})
