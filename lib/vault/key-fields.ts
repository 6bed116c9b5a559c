import { z } from 'zod'

/** Base64 of so many bytes, written in the one way there is: a text with other spare bits was changed. */
export const base64Bytes = (bytes: number) =>
  z.base64().refine((text) => {
    const decoded = Buffer.from(text, 'base64')
    return decoded.length === bytes && decoded.toString('base64') === text
  })

/** The name of a vault key pair: the start of the SHA-256 of its public key. */
export const recipientId = z.string().regex(/^[0-9a-f]{12}$/)
