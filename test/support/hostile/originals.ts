const LONG = 'fd00:abcd:ef01:2345:6789:abcd:ef01:2345'
const encoded = (text: string, encoding: 'base64' | 'base64url' | 'hex') =>
  Buffer.from(text).toString(encoding)

/** Values as another program may have stored them, and the original that each of them is. */
export const STORED_ORIGINALS: [stored: string, kind: 'ip' | 'device_id', text: string][] = [
  ['203.0.113.7', 'ip', '203.0.113.7'],
  [' 127.0.0.1\r\n', 'ip', '127.0.0.1'],
  ['239.255.255.250', 'ip', '239.255.255.250'],
  ['203.0.113.7:443', 'ip', '203.0.113.7'],
  ['203.0.113.7/32', 'ip', '203.0.113.7'],
  ['2001:DB8:0:0::beef', 'ip', '2001:DB8:0:0::beef'],
  ['::', 'ip', '::'],
  ['::ffff:198.51.100.23', 'ip', '::ffff:198.51.100.23'],
  ['[2001:db8::1]', 'ip', '2001:db8::1'],
  ['[2001:db8::1]:8443', 'ip', '2001:db8::1'],
  ['2001:db8::1/128', 'ip', '2001:db8::1'],
  ['fe80::1%eth0', 'ip', 'fe80::1'],
  ['fe80::1%25eth0', 'ip', 'fe80::1'],
  ['203%2E0%2e113%2E7', 'ip', '203.0.113.7'],
  ['2001%3Adb8%3A%3A1', 'ip', '2001:db8::1'],
  ['%5B2001%3Adb8%3A%3A1%5D', 'ip', '2001:db8::1'],
  ['%32%30%33%2E0.113.7', 'ip', '203.0.113.7'],
  ['MjAzLjAuMTEzLjc=', 'ip', '203.0.113.7'],
  ['MjAzLjAuMTEzLjc', 'ip', '203.0.113.7'],
  [encoded('203.0.113.7\n', 'base64'), 'ip', '203.0.113.7'],
  [encoded(' 203.0.113.7', 'base64'), 'ip', '203.0.113.7'],
  [encoded('255.255.255.255', 'base64'), 'ip', '255.255.255.255'],
  [encoded('::1', 'base64'), 'ip', '::1'],
  [encoded('[2001:DB8:0:0:0:0:BEEF:7]:80', 'base64'), 'ip', '2001:DB8:0:0:0:0:BEEF:7'],
  [encoded(LONG, 'base64url'), 'ip', LONG],
  [encoded('203.0.113.7', 'hex'), 'ip', '203.0.113.7'],
  [`0x${encoded('203.0.113.7', 'hex').toUpperCase()}`, 'ip', '203.0.113.7'],
  [`\\x${encoded('203.0.113.7\n', 'hex')}`, 'ip', '203.0.113.7'],
  // As long as an MD5, and still an address.
  [encoded('2001:db8::beef:7', 'hex'), 'ip', '2001:db8::beef:7'],
  ['111-22-3333', 'device_id', '111-22-3333'],
  [' 111-22-3333 ', 'device_id', '111-22-3333'],
  ['111%2D22%2D3333', 'device_id', '111-22-3333'],
  [encoded('111-22-3333', 'base64'), 'device_id', '111-22-3333'],
  [encoded('111-22-3333', 'base64').replace('=', ''), 'device_id', '111-22-3333'],
  [encoded('111-22-3333\n', 'base64'), 'device_id', '111-22-3333'],
  [encoded('111-22-3333', 'hex'), 'device_id', '111-22-3333'],
]
