import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import type { API_TOKEN_DAYS, ApiScope } from '@/lib/model/api-token'
import type { TokenCreated, TokenGone } from '@/lib/reveal/manage-tokens'

export type TokenDays = (typeof API_TOKEN_DAYS)[number]

/** The server actions behind the page. */
export type TokenActions = {
  create: (input: {
    name: string
    scopes: ApiScope[]
    days: TokenDays
  }) => Promise<ActionResult<TokenCreated>>
  revoke: (input: { id: string }) => Promise<ActionResult<Done | TokenGone>>
}
