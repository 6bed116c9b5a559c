import { test } from '@playwright/test'
import { signIn } from './accounts'
import { ingestAll } from './ingest-all'

/**
 * Before the tests of a file: sends something, and ingests all that waits, in a tab of its own.
 * @param then what is to be awaited after that.
 */
export function ingestFirst(send: () => Promise<unknown>, then?: () => Promise<unknown>): void {
  test.beforeAll(async ({ browser }) => {
    const page = await (await browser.newContext()).newPage()
    await send()
    await signIn(page)
    await ingestAll(page)
    await then?.()
    await page.context().close()
  })
}
