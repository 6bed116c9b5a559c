/**
 * Whether a browser says that a request began on a page of this console or in its address bar. Over
 * plain HTTP browsers say nothing but to the machine they run on.
 */
export function isOwnRequest(headers: Headers): boolean {
  return ['same-origin', 'none'].includes(headers.get('sec-fetch-site') ?? '')
}

/** Whether a browser says that another site's page made the request, as by a link. */
export function isForeignRequest(headers: Headers): boolean {
  return ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')
}
