/** What a scrape of the console under test must show. */
export const METRICS_TOKEN = 'the token of the browser tests'.replaceAll(' ', '-')
