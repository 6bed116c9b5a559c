import { UserError } from '@/lib/errors'
import { loadMaskingTools } from '@/lib/keys/masking-tools'

/** Whether this process could mask: the fingerprint of its token key, or what is wrong, in words. */
export async function keysState(): Promise<
  { ok: true; kid: string } | { ok: false; problem: string }
> {
  try {
    const { tokenKey } = await loadMaskingTools()
    return { ok: true, kid: tokenKey.kid }
  } catch (error) {
    if (error instanceof UserError) return { ok: false, problem: error.message }
    throw error
  }
}
