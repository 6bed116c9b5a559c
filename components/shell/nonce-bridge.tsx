'use client'

import { getNonce, setNonce } from 'get-nonce'

/**
 * Hands the document's nonce to libraries that add style elements, before any of them does. Only
 * the first one counts: later renders of the layout bring nonces of requests that made no document.
 */
export function NonceBridge({ nonce }: { nonce: string | undefined }) {
  const isFirst = typeof window !== 'undefined' && getNonce() === undefined
  if (isFirst && nonce !== undefined) setNonce(nonce)
  return null
}
