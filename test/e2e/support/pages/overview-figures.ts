import type { Page } from '@playwright/test'

/** All that the overview claims at one moment. */
export type Figures = {
  /** Every rate on the page, as it stands there. */
  rates: string[]
  /** Every time to empty, in seconds; 10 where it is said to be less. */
  secondsToEmpty: number[]
  /** Of the active run, in its own pane and among the recent ones. */
  received: (string | undefined)[]
  /** What waits, in the queue's pane and in the status bar. */
  waiting: (string | undefined)[]
  /** How many pieces are greyed as old. */
  stale: number
  isActive: boolean
  text: string
}

/** Reads them in one go: between two reads the page may have changed. */
export async function readFigures(page: Page): Promise<Figures> {
  const { text, ...found } = await page.evaluate(() => {
    const textOf = (selector: string) =>
      // biome-ignore lint/performance/useDomNodeTextContent: what is rendered is read, line by line
      document.querySelector<HTMLElement>(selector)?.innerText ?? ''
    return {
      // biome-ignore lint/performance/useDomNodeTextContent: scripts are text, too
      text: document.body.innerText,
      run: textOf('section[aria-label="This run"]'),
      recent: textOf('section[aria-label="Recent runs"] tbody tr td:nth-child(2)'),
      queue: textOf('section[aria-label="Queue"]'),
      bar: textOf('footer'),
      stale: document.querySelectorAll('[data-stale]').length,
    }
  })
  const isActive = found.run !== ''
  return {
    rates: text.match(/[\d,.]+\/s\b/g) ?? [],
    secondsToEmpty: [...text.matchAll(/empty in (less than|about) ([\d a-z]+)/g)].map((match) =>
      secondsOf(match[2] ?? ''),
    ),
    received: isActive ? [/received\s+([\d,]+)/.exec(found.run)?.[1], found.recent.trim()] : [],
    waiting: [
      /^([\d,]+)\s+(?:waiting|Nothing)/m.exec(found.queue)?.[1],
      /([\d,]+) waiting/.exec(found.bar)?.[1],
    ],
    stale: found.stale,
    isActive,
    text,
  }
}

/** `2 min 30 s` → 150. */
function secondsOf(words: string): number {
  const units: Record<string, number> = { s: 1, min: 60, h: 3_600, d: 86_400 }
  return [...words.matchAll(/(\d+) (s|min|h|d)\b/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  )
}
