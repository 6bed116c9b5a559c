import type { Page } from '@playwright/test'

/** Windows that no page may be too wide for. */
export const SIZES = [
  ['a phone', 390, 844],
  ['a small window', 1024, 700],
  ['a large screen', 2560, 1440],
  // 1440×900 at 200 %.
  ['a zoomed window', 720, 450],
] as const

/** In these, the panes of a page scroll, and not the page. */
export const FRAMED = {
  paths: ['/', '/logins', '/devices', '/ips', '/rejected', '/runs'],
  sizes: [
    ['a usual screen', 1440, 900],
    ['a small screen', 1280, 720],
    ['a small window', 1024, 700],
    ['a corner', 800, 600],
  ] as const,
}

/** Whether the document as a whole scrolls in neither direction. */
export function fitsWholly(): [across: boolean, down: boolean] {
  const { scrollWidth, scrollHeight } = document.documentElement
  return [scrollWidth <= innerWidth, scrollHeight <= innerHeight]
}

/** What is seen of it beyond the right edge of the window. */
export function outside(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((all) =>
      all
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
        .map((element) => element.textContent ?? element.tagName),
    )
}
