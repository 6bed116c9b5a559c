import { readOwn } from '@/lib/metrics/read-own'
import { readShared } from '@/lib/metrics/read-shared'
import { metricsRegistry } from '@/lib/metrics/registry'
import { singleton } from '@/lib/singleton'

export type Scrape = { contentType: string; text: string }

/** All metrics of this process, in the text form of OpenMetrics. Whoever asks meanwhile shares it. */
export function scrape(): Promise<Scrape> {
  const underWay = singleton<{ scrape?: Promise<Scrape> | undefined }>('scrape', () => ({}))
  underWay.scrape ??= begin().finally(() => {
    underWay.scrape = undefined
  })
  return underWay.scrape
}

async function begin(): Promise<Scrape> {
  const registry = await metricsRegistry()
  const shared = await readShared()
  return {
    contentType: registry.contentType,
    text: await registry.write([...shared, ...readOwn()]),
  }
}
