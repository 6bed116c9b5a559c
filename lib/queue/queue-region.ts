/** The forms in which Amazon writes a region into the host of a queue. */
const HOSTS: RegExp[] = [
  /^(?:[\w-]+\.)?sqs(?:-fips)?\.(?<region>[a-z0-9-]+)\.(?:vpce\.)?amazonaws\.com(?:\.cn)?$/,
  /^sqs(?:-fips)?\.(?<region>[a-z0-9-]+)\.api\.(?:aws|amazonwebservices\.com\.cn)$/,
  /^(?<region>[a-z0-9-]+)\.queue\.amazonaws\.com(?:\.cn)?$/,
  /^sqs(?:-fips)?\.(?<region>us-isob?-[a-z0-9-]+)\.(?:c2s\.ic|sc2s\.sgov)\.gov$/,
]
/** The first region's host, from before there were others. */
const LEGACY = { host: 'queue.amazonaws.com', region: 'us-east-1' }

/** The region that a queue's host names; undefined where it is not one of Amazon's. */
export function regionOfHost(host: string): string | undefined {
  if (host === LEGACY.host) return LEGACY.region
  for (const form of HOSTS) {
    const region = form.exec(host)?.groups?.region
    if (region !== undefined) return region
  }
  return undefined
}
