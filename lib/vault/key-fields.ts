import { z } from 'zod'

/** Base64 of so many bytes. */
export const base64Bytes = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes)

/** The name of a vault key pair: the start of the SHA-256 of its public key. */
export const recipientId = z.string().regex(/^[0-9a-f]{12}$/)
