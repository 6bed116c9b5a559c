import { join } from 'node:path'
import type { Image } from '@/test/image/build-image'
import { signIn } from '@/test/load/sign-in'
import { builtActions } from '@/test/support/hostile/doors'
import type { Account } from '@/test/support/programs/start-console'

const URL = 'http://localhost:3000'
/** Each of another part of the console, and the last two from files of the image. */
const PATHS = ['/', '/logins', '/devices', '/rejected', '/runs', '/workers', '/icon.svg', '/help']

/** Signs in to the console of an image. */
export async function visit(image: Image, account: Account) {
  const cookie = await signIn(URL, account)
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  return {
    /** Asks for pages, what they load, an export and the metrics. @throws where one is not there. */
    async look(metricsToken: string) {
      for (const path of PATHS) await ask(path, headers)
      const page = await ask('/logins', headers)
      if (!/(?:ip|dv)1_/.test(page)) throw new Error('The list of logins shows none')
      const files = new Set(page.match(/\/_next\/static\/[\w./~-]+\.(?:js|css|woff2)/g))
      if (files.size < 3) throw new Error('A page loads no scripts')
      for (const file of files) await ask(file, {})
      const csv = await ask('/api/logins/export', headers)
      if (csv.split('\n').length < 1_000) throw new Error(`The export is short: ${csv.length}`)
      const metrics = await ask('/api/metrics', { authorization: `Bearer ${metricsToken}` })
      if (!metrics.includes('veilgate_')) throw new Error('There are no metrics')
    },
    /** Clicks **Ingest now**. */
    async ingest() {
      const action = builtActions(join(image.folder, image.workdir)).get('ingestNow')
      const response = await fetch(`${URL}${action?.path}`, {
        method: 'POST',
        headers: { ...headers, origin: URL, 'next-action': action?.id ?? '' },
        body: '[]',
      })
      const said = await response.text()
      if (!said.includes('runId')) throw new Error(`Ingest now was answered with ${said}`)
    },
  }
}

async function ask(path: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(`${URL}${path}`, { headers, redirect: 'manual' })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`)
  return text
}
