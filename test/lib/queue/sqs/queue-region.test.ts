import { expect, it } from 'vitest'
import { regionOfHost } from '@/lib/queue/sqs/queue-region'

it.each([
  ['sqs.eu-central-1.amazonaws.com', 'eu-central-1'],
  ['sqs.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
  ['sqs.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ['eu-west-1.queue.amazonaws.com', 'eu-west-1'],
  ['queue.amazonaws.com', 'us-east-1'],
  ['vpce-0a1b-2c3d.sqs.eu-west-1.vpce.amazonaws.com', 'eu-west-1'],
  ['sqs.eu-west-1.api.aws', 'eu-west-1'],
  ['sqs-fips.us-east-2.amazonaws.com', 'us-east-2'],
  ['sqs-fips.us-east-2.api.aws', 'us-east-2'],
  ['sqs.cn-northwest-1.api.amazonwebservices.com.cn', 'cn-northwest-1'],
  ['sqs.us-iso-east-1.c2s.ic.gov', 'us-iso-east-1'],
  ['sqs.us-isob-east-1.sc2s.sgov.gov', 'us-isob-east-1'],
  ['SQS.EU-West-1.amazonaws.com', 'eu-west-1'],
  ['sqs.eu-west-1.amazonaws.com.', 'eu-west-1'],
  ['sqs.eu-west-1.amazonaws-com', undefined],
  ['localhost', undefined],
  ['sqs.example.com', undefined],
  ['sqs.eu-west-1.amazonaws.com.evil.example', undefined],
  ['sqs.eu-west-1.localhost.localstack.cloud', undefined],
])('the host %s names the region %s', (host, region) => {
  expect(regionOfHost(host)).toBe(region)
})
