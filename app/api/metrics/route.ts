import { mayScrape } from '@/lib/metrics/may-scrape'
import { scrape } from '@/lib/metrics/scrape'

/** For Prometheus: the metrics of this process, for whoever shows the token; not there where it is not set. */
export async function GET({ headers }: Request): Promise<Response> {
  switch (mayScrape(headers.get('authorization'))) {
    case 'off':
      return new Response('Metrics are off: VEILGATE_METRICS_TOKEN is not set.', { status: 404 })
    case 'refused':
      return new Response('Wanted: Authorization: Bearer, and VEILGATE_METRICS_TOKEN.', {
        status: 401,
        headers: { 'www-authenticate': 'Bearer' },
      })
    case 'allowed': {
      const { contentType, text } = await scrape()
      return new Response(text, { headers: { 'content-type': contentType } })
    }
  }
}
