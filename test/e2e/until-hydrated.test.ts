import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { untilHydrated } from '../support/browser/hydrated'
import { signIn } from './support/accounts'

test('what is pressed waits until a page hears it, whose scripts come late', async ({ page }) => {
  let hold: Promise<void> | undefined
  // From the start: scripts of an earlier page would come from the browser's memory.
  await page.route('**/*.js*', async (route) => {
    await hold
    await route.continue()
  })
  await signIn(page)
  let release: () => void = () => undefined
  hold = new Promise((resolve) => {
    release = resolve
  })
  await page.goto('/runs', { waitUntil: 'domcontentloaded' })
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible()
  let isHeard = false
  const hearing = untilHydrated(page).then(() => {
    isHeard = true
  })
  await sleep(500)
  expect(isHeard).toBe(false)
  release()
  await hearing
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
})
