import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'

/** The one HPKE suite (RFC 9180) of the vault: base mode, X25519, HKDF-SHA256, AES-256-GCM. */
export const SUITE = 'X25519-HKDF-SHA256-AES-256-GCM'

/** X25519: the encapsulated secret that leads a sealed DEK. */
export const ENCAPSULATED_BYTES = 32

/** Binds a sealed DEK to its purpose. */
export const DEK_INFO = Buffer.from('pii-dek/1')

export function hpkeSuite(): CipherSuite {
  return new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
}

/** Binds a sealed DEK to its own name and its recipient: it opens as nothing else, for no one else. */
export function dekAad(dekId: string, recipient: string): Buffer {
  return Buffer.from(`pii-dek/1|${dekId}|${recipient}`)
}
