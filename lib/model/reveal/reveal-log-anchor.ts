import { z } from 'zod'

/** A row of the reveal log by its number and its hash, which stands for all rows up to it. */
export type LogHead = { id: string; hash: string }

/** A head, and the signature of a key that the database does not have. */
export type LogAnchor = LogHead & { key: string; signature: string }

/** An anchor as a line of a file or of the log of a process holds it; what else is there is not looked at. */
export const logAnchor = z.object({
  id: z.string().regex(/^[1-9]\d{0,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  key: z.string().regex(/^[0-9a-f]{32}$/),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
})

/** What is signed of a head. */
export function anchorText({ id, hash }: LogHead): string {
  return JSON.stringify(['reveal-log-anchor/1', id, hash])
}
