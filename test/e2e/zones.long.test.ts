import { test } from '@playwright/test'
import { seeZone, storeForZones } from './support/pages/see-zone'

/** More of those that the gate tries two of. */
const ZONES = ['Asia/Kolkata', 'Pacific/Auckland']

test.beforeAll(({ browser }) => storeForZones(browser))

for (const zone of ZONES) {
  test(`a browser in ${zone} sees all logins, whichever zone its cookie names`, async ({
    browser,
    baseURL,
  }) => {
    test.setTimeout(360_000)
    await seeZone(browser, zone, baseURL)
  })
}
