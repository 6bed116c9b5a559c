/**
 * The region that a host of Amazon's names; undefined for any other. Known are the usual, FIPS,
 * dual-stack and legacy hosts and VPC endpoints, in every partition.
 * Source: the forms that AWS publishes, and the partitions of its SDK.
 */
export function regionOfHost(hostname: string): string | undefined {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (host === LEGACY.host) return LEGACY.region
  for (const form of FORMS) {
    const region = form.exec(host)?.[1]
    if (region !== undefined) return region
  }
  return undefined
}

/** The first region's host, from before there were others. */
const LEGACY = { host: 'queue.amazonaws.com', region: 'us-east-1' }

const REGION = '([a-z]{2,4}(?:-[a-z]+)+-\\d{1,2})'

/** The commercial partition, China's, the European sovereign cloud's and the isolated ones. */
const DOMAINS = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.eu',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'cloud.adc-e.uk',
  'csp.hci.ic.gov',
]
const DUAL_STACK_DOMAINS = [
  'api.aws',
  'api.amazonwebservices.com.cn',
  'api.amazonwebservices.eu',
  'api.aws.ic.gov',
  'api.aws.scloud',
  'api.cloud-aws.adc-e.uk',
  'api.aws.hci.ic.gov',
]

const FORMS = [
  hostForm('sqs(?:-fips)?\\.', [...DOMAINS, ...DUAL_STACK_DOMAINS]),
  hostForm('vpce-[a-z0-9-]+\\.sqs(?:-fips)?\\.', DOMAINS, 'vpce\\.'),
  hostForm('', DOMAINS, 'queue\\.'),
]

function hostForm(before: string, domains: readonly string[], after = ''): RegExp {
  const domain = domains.join('|').replaceAll('.', '\\.')
  return new RegExp(`^${before}${REGION}\\.${after}(?:${domain})$`)
}
