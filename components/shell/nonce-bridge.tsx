'use client'

import { setNonce } from 'get-nonce'

/** Hands the page's nonce to libraries that add style elements, before any of them does. */
export function NonceBridge({ nonce }: { nonce: string | undefined }) {
  if (nonce !== undefined && typeof window !== 'undefined') setNonce(nonce)
  return null
}
