import type { Page } from '@playwright/test'

/**
 * Gives the window another size, and waits until the page is laid out for it: what observes sizes has been
 * told by the first frame, and has rendered by the second.
 */
export async function resize(page: Page, width: number, height: number) {
  await page.setViewportSize({ width, height })
  await page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame)
  })
}
