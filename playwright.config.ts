import { defineConfig } from '@playwright/test'
import { ADMIN, OPERATOR } from './test/e2e/support/accounts'
import { browserProjects } from './test/e2e/support/browser-projects'
import { CONSOLES, consoleUnderTest } from './test/e2e/support/console-under-test'
import { METRICS_TOKEN } from './test/e2e/support/metrics'
import { leftOut } from './test/support/runner/turns'

// `npm test` brings the ports, the data folders and the browser; see lib/cli/checks/browser-tests.ts. Alone,
// this file serves for a console that was started by hand.
const browser = process.env.VEILGATE_E2E_BROWSER
const urlOf = (port: string) => `http://127.0.0.1:${port}`

export default defineConfig({
  testDir: 'test/e2e',
  projects: browserProjects(process.env.VEILGATE_TEST_LONG === 'alone', leftOut()),
  outputDir: 'test-results',
  workers: CONSOLES.length,
  // Generous: a slow machine is no failure.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    // Each worker reads this file again.
    baseURL: urlOf(consoleUnderTest().port),
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Frames are drawn by the processor here, which is a third of what a page costs that is left open.
    contextOptions: { reducedMotion: 'reduce' },
    // Navigations that a worker passes on are out of reach of page.route; its own test allows it.
    serviceWorkers: 'block',
    launchOptions: browser ? { executablePath: browser } : {},
  },
  webServer: CONSOLES.map(({ port, dataDir }) => ({
    command: 'node lib/cli/bootstrap.mjs start',
    url: `${urlOf(port)}/api/health`,
    reuseExistingServer: process.env.VEILGATE_E2E_PORTS === undefined,
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 60_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    env: {
      // Empty counts as unset, and goes before what a .env file says.
      ...Object.fromEntries(
        ['DATABASE_URL', 'SQS_QUEUE_URL', 'VEILGATE_URL', 'VEILGATE_KEYS_DIR'].map((n) => [n, '']),
      ),
      VEILGATE_HOST: '127.0.0.1',
      PORT: port,
      VEILGATE_DATA_DIR: dataDir,
      VEILGATE_ADMIN_EMAIL: ADMIN.email,
      VEILGATE_ADMIN_PASSWORD: ADMIN.password,
      VEILGATE_OPERATOR_EMAIL: OPERATOR.email,
      VEILGATE_OPERATOR_PASSWORD: OPERATOR.password,
      VEILGATE_METRICS_TOKEN: METRICS_TOKEN,
      VEILGATE_VAULT_PASSPHRASE: 'a passphrase for the browser tests',
    },
  })),
})
