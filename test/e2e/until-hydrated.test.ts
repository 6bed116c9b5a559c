import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { untilHydrated } from '../support/browser/hydrated'
import { signIn } from './support/accounts'

test('what is pressed waits until a page hears it, whose scripts come late', async ({ page }) => {
  await signIn(page)
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/*.js*', async (route) => {
    await released
    await route.continue()
  })
  await page.goto('/runs', { waitUntil: 'domcontentloaded' })
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible()
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
