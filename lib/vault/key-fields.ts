import { z } from 'zod'

/** Base64 of so many bytes, written in the one way there is: a text with other spare bits was changed. */
export const base64Bytes = (bytes: number) =>
  z.base64().refine((text) => {
    const decoded = Buffer.from(text, 'base64')
    return decoded.length === bytes && decoded.toString('base64') === text
  })

/**
 * The name of a vault key pair: the first 128 bits of the SHA-256 of its public key, in hex. Pairs made
 * by versions before 0.3 have 48, and keep the name that their DEKs are bound to.
 */
export const RECIPIENT = /^(?:[0-9a-f]{12}|[0-9a-f]{32})$/
export const recipientId = z.string().regex(RECIPIENT)
