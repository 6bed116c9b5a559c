import { test } from '@playwright/test'
import { seeZone, storeForZones } from './support/pages/see-zone'

/** One that moves by half an hour in summer, ahead of UTC, and one that is behind it. */
const ZONES = ['Australia/Lord_Howe', 'America/New_York']

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
