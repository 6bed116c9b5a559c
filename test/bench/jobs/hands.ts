import type { Locator, Page } from '@playwright/test'

/** What somebody did, as the table of jobs counts it. */
export type Steps = {
  /** Clicks, keys and fields. */
  count: number
  /**
   * Justifications: the reason, the passphrase and the button that records them, which are asked for
   * wherever an original is at stake. They are counted apart, since no other product asks for them.
   */
  justified: number
}

export type Hands = {
  page: Page
  steps: Steps
  click(target: Locator): Promise<void>
  /** Opens a native list and takes a choice: two clicks. */
  choose(list: Locator, label: string): Promise<void>
  /** Each is a step of its own, a chord as one. */
  press(...keys: string[]): Promise<void>
  /** Each character is a step. */
  type(text: string): Promise<void>
  /** What was copied before, into what has the focus: one chord. */
  paste(text: string): Promise<void>
  /** A text of one's own, such as an address, in a field: one step, however long. */
  fill(field: Locator, text: string): Promise<void>
  /** Gives the reason, and the passphrase where there is one, and confirms by the button. */
  justify(button: Locator, passphrase?: string): Promise<void>
}

const REASON = 'A customer reported a stolen phone'

/** Hands on a page that count each deliberate act. Looking, waiting and pointing count nothing. */
export function handsOn(page: Page): Hands {
  const steps: Steps = { count: 0, justified: 0 }
  const { keyboard } = page
  return {
    page,
    steps,
    click: async (target) => {
      await target.click()
      steps.count += 1
    },
    choose: async (list, label) => {
      await list.selectOption({ label })
      steps.count += 2
    },
    press: async (...keys) => {
      for (const key of keys) {
        await keyboard.press(key)
        steps.count += 1
      }
    },
    type: async (text) => {
      await keyboard.type(text)
      steps.count += [...text].length
    },
    paste: async (text) => {
      await keyboard.insertText(text)
      steps.count += 1
    },
    fill: async (field, text) => {
      await field.fill(text)
      steps.count += 1
    },
    justify: async (button, passphrase) => {
      await page.getByRole('textbox', { name: 'Reason', exact: true }).fill(REASON)
      if (passphrase !== undefined) await page.getByLabel('Vault passphrase').fill(passphrase)
      await button.click()
      steps.justified += 1
    },
  }
}
