import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** Self-signed, for db.example.test, until 2120; it protects nothing but this test. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBcjCCARmgAwIBAgIBATAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9kYi5leGFt
cGxlLnRlc3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBoxGDAW
BgNVBAMMD2RiLmV4YW1wbGUudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BIjMHyke7lSUfZn6NJvNJlXay/AaQvn85uJ/2dI6587J4kSGzVCeK6HwBq0c2ZAT
lqI1RXzWrzKBFHcGsoLhi/SjTjBMMBoGA1UdEQQTMBGCD2RiLmV4YW1wbGUudGVz
dDAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBSaSviViwy0YNcHh7kP61uJVrFN
1jAKBggqhkjOPQQDAgNHADBEAiApV608GFGmqhmBNpVUNWz3j8io7rlSMvB+U5n6
oyJn3wIgLeNWadN+AQunimor9afpPM09B2nUp0r6Vcky5xQGkLw=
-----END CERTIFICATE-----`
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHNXB2ge0VhyfYmiO
Pju3B+mekO7oekCHI4Pm0cvPvm2hRANCAASIzB8pHu5UlH2Z+jSbzSZV2svwGkL5
/Obif9nSOufOyeJEhs1Qniuh8AatHNmQE5aiNUV81q8ygRR3BrKC4Yv0
-----END PRIVATE KEY-----`

/** A server that encrypts as Postgres does, in front of one that does not. @returns its port. */
export async function startTlsProxy(upstreamPort: number) {
  const sockets = new Set<Socket>()
  const server = createServer((plain) => {
    sockets.add(plain.on('error', () => {}))
    // The first eight bytes ask whether it encrypts; a cancel or a plain start is not expected.
    plain.once('data', () => {
      plain.write('S')
      const secure = new TLSSocket(plain, { isServer: true, key: KEY, cert: CERTIFICATE })
      const upstream = connect(upstreamPort, '127.0.0.1')
      sockets.add(upstream)
      secure.on('error', () => upstream.destroy()).pipe(upstream)
      upstream.on('error', () => secure.destroy()).pipe(secure)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
