import type { Page } from '@playwright/test'

/**
 * Waits until a page that was just loaded hears what is pressed on it: React has taken over all that can be pressed,
 * and has begun to listen for keys. A slow machine shows a page long before that.
 */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(isHydrated)
}

/** Runs in the page. */
async function isHydrated(): Promise<boolean> {
  // What was streamed last waits beside the page for a frame, and takes its skeleton's place then.
  if (document.querySelector('[hidden][id^="S:"]') !== null) return false
  const pressed = document.querySelectorAll('a[href], button, input, select, textarea')
  if (pressed.length === 0) return false
  for (const element of pressed) {
    // React names what it has taken over.
    if (!Object.keys(element).some((key) => key.startsWith('__reactFiber'))) return false
  }
  // Effects, which listen to the document, follow once that is drawn.
  await new Promise(requestAnimationFrame)
  await new Promise((resolve) => setTimeout(resolve))
  return true
}
