import type { Page } from '@playwright/test'

/**
 * Holds back what React does later, such as effects, once a page has this title: as on a machine that has other things
 * to do.
 * @returns what lets it be done.
 */
export async function holdFrom(page: Page, title: string): Promise<() => Promise<void>> {
  await page.evaluate(hold, title)
  return () => page.evaluate(() => window.letGo?.())
}

/** Runs in the page: what React does later it asks for by a message to itself. */
function hold(title: string) {
  const { postMessage } = MessagePort.prototype
  const held: (() => void)[] = []
  window.letGo = () => {
    MessagePort.prototype.postMessage = postMessage
    for (const post of held) post()
  }
  MessagePort.prototype.postMessage = function (...given: unknown[]) {
    const post = () => Reflect.apply(postMessage, this, given)
    if (document.querySelector('h1')?.textContent === title) held.push(post)
    else post()
  }
}

declare global {
  interface Window {
    letGo?: () => void
  }
}
