import type { Page } from '@playwright/test'

/**
 * Waits until a page that was just loaded hears what is pressed on it: React has taken over all that can be pressed,
 * and has begun to listen for keys. A slow machine shows a page long before that.
 */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(isHydrated)
  // Effects, which listen to the document, follow: a task in the background comes after them.
  await page.evaluate(() => scheduler.postTask(() => undefined, { priority: 'background' }))
}

/** Runs in the page. Of a promise, `waitForFunction` would not wait for the answer. */
function isHydrated(): boolean {
  // What was streamed last waits beside the page for a frame, and takes its skeleton's place then.
  if (document.querySelector('[hidden][id^="S:"]') !== null) return false
  // React leaves a form's hidden fields alone.
  const pressed = document.querySelectorAll(
    'a[href], button, input:not([type="hidden"]), select, textarea',
  )
  if (pressed.length === 0) return false
  for (const element of pressed) {
    // React names what it takes over while it does; of what it has not put in place yet it keeps a mark above.
    const found = Object.entries(element).find(([key]) => key.startsWith('__reactFiber'))
    if (found === undefined) return false
    const IS_HYDRATING = 4_096
    for (let fiber = found[1]; fiber !== null; fiber = fiber.return) {
      if ((fiber.flags & IS_HYDRATING) !== 0) return false
    }
  }
  return true
}
