/**
 * How sealed bytes are laid out: `version | iv[12] | AES-256-GCM(length | utf8 | zeros) | tag[16]`,
 * the plaintext padded to a multiple of 48 bytes so that its length tells little.
 */
export type SealedFormat = {
  version: number
  /** Bytes of the big-endian length that leads the plaintext. */
  lengthBytes: 2 | 4
  /** What the sealed bytes are bound to: they open nowhere else. */
  aad(name: string, dekId: string): Buffer
}

export const IV_BYTES = 12
export const TAG_BYTES = 16
export const PAD_BYTES = 48

/** An original value of a token (`pii_vault`). */
export const VAULT_VALUE: SealedFormat = {
  version: 1,
  lengthBytes: 2,
  aad: (token, dekId) => Buffer.from(`pii-vault/1|${token}|${dekId}`),
}

/** The body of a rejected message, which may be larger than a value (`rejected_messages`). */
export const REJECTED_BODY: SealedFormat = {
  version: 2,
  lengthBytes: 4,
  aad: (messageId, dekId) => Buffer.from(`rejected-message/1|${messageId}|${dekId}`),
}

/** A data encryption key as the database keeps it, sealed to one recipient. */
export type SealedDek = { dekId: string; recipient: string; sealed: Buffer }
