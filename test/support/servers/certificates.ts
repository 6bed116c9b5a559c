import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate and its private key, both as PEM. */
export type Certified = { certificate: string; key: string; name: string; privateKey: KeyObject }

type Wanted = {
  /** Its common name. */
  name: string
  /** The host names that it is for. */
  hosts?: readonly string[]
  /** Who signs it; itself where nobody does. */
  issuer?: Certified
  /** Of a certificate that was valid once. */
  isExpired?: boolean
}

/** Makes a CA's own certificate, new each time. */
export function makeAuthority(name: string): Certified {
  return make({ name }, [extension('551d13', true, sequence(bool(true)))])
}

/** Makes the certificate of a server or of a client, new each time. */
export function makeCertificate(wanted: Wanted): Certified {
  const names = (wanted.hosts ?? []).map((host) => element(0x82, Buffer.from(host, 'latin1')))
  return make(wanted, names.length === 0 ? [] : [extension('551d11', false, sequence(...names))])
}

/** X.509 version 3, by RFC 5280: Node reads certificates and makes none. */
function make({ name, issuer, isExpired = false }: Wanted, extensions: Buffer[]): Certified {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const [from, until] = isExpired ? ['200101', '210101'] : ['200101', '491231']
  const content = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    nameOf(issuer?.name ?? name),
    sequence(time(from), time(until)),
    nameOf(name),
    publicKey.export({ format: 'der', type: 'spki' }),
    ...(extensions.length === 0 ? [] : [element(0xa3, sequence(...extensions))]),
  )
  const signature = sign('sha256', content, issuer?.privateKey ?? privateKey)
  const bits = element(0x03, Buffer.concat([Buffer.from([0]), signature]))
  return {
    name,
    certificate: pem(sequence(content, ECDSA_WITH_SHA256, bits)),
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    privateKey,
  }
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** A DER element of fewer than 64 kB: its tag, its length, what is in it. */
function element(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts))
}

function integer(bytes: Buffer): Buffer {
  return element(0x02, bytes)
}

function bool(value: boolean): Buffer {
  return element(0x01, Buffer.from([value ? 0xff : 0]))
}

function identifier(hex: string): Buffer {
  return element(0x06, Buffer.from(hex, 'hex'))
}

/** @param day as YYMMDD. */
function time(day: string): Buffer {
  return element(0x17, Buffer.from(`${day}000000Z`, 'latin1'))
}

/** A name that consists of a common name alone. */
function nameOf(name: string): Buffer {
  const common = sequence(identifier('550403'), element(0x0c, Buffer.from(name, 'utf8')))
  return sequence(element(0x31, common))
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  return sequence(identifier(id), ...(isCritical ? [bool(true)] : []), element(0x04, value))
}

const ECDSA_WITH_SHA256 = sequence(identifier('2a8648ce3d040302'))
