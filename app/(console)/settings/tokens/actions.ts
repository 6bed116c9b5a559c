'use server'

import { verbAction } from '@/app/(console)/server-action'
import * as tokens from '@/lib/reveal/manage-tokens'

const PAGE = '/settings/tokens'

/** Makes a token of the API; the answer alone holds its secret. */
export const createApiToken = verbAction('manage-tokens', tokens.createToken, PAGE)

/** Ends a token of the API at once. */
export const revokeApiToken = verbAction('manage-tokens', tokens.revokeToken, PAGE)
