import { CircleCheck, CircleSlash, Clock, UserX } from 'lucide-react'
import { RevokeToken } from '@/components/api-tokens/revoke-token'
import type { TokenActions } from '@/components/api-tokens/token-actions'
import { LocalTime } from '@/components/table/local-time'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import type { ApiTokenState, ApiTokenView } from '@/lib/model/api-token'

type Props = {
  tokens: ApiTokenView[]
  /** Absent while the page loads. */
  revoke?: TokenActions['revoke']
}

/** Every token, one a row; those that can be used come first. */
export function TokensTable({ tokens, revoke }: Props) {
  return (
    <Table className="min-w-200">
      <TableHead>
        <Th>Name</Th>
        <Th className="w-28">State</Th>
        <Th className="w-32 xl:w-40 2xl:w-64">May read</Th>
        {/* A small window has no room for it beside the names; the audit log has it, too. */}
        <Th className="w-44 max-xl:hidden">Created by</Th>
        <Th className="w-44">Expires</Th>
        <Th className="w-44" title="To the minute">
          Last used
        </Th>
        <Th className="w-24">
          <span className="sr-only">Revoke</span>
        </Th>
      </TableHead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id} className="h-10 border-line border-b hover:bg-hover">
            <Td className="whitespace-normal! break-words py-1 font-medium">{token.name}</Td>
            <Td>
              <TokenState token={token} />
            </Td>
            <Td title={token.scopes.join(', ')}>{token.scopes.join(', ')}</Td>
            <Td title={token.createdBy} className="max-xl:hidden">
              {token.createdBy}
            </Td>
            <Td>
              <LocalTime at={token.expiresAt} className="text-muted" />
            </Td>
            <Td>
              {token.lastUsedAt === null ? (
                <None />
              ) : (
                <LocalTime at={token.lastUsedAt} className="text-muted" />
              )}
            </Td>
            <Td className="text-right">
              {token.revokedAt === null && token.state !== 'expired' && revoke !== undefined ? (
                <RevokeToken token={token} revoke={revoke} />
              ) : null}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const STATES = {
  active: { word: 'active', tone: 'ok', icon: CircleCheck, means: 'It can be used.' },
  expired: {
    word: 'expired',
    tone: 'neutral',
    icon: Clock,
    means: 'It has reached its expiry date.',
  },
  revoked: { word: 'revoked', tone: 'neutral', icon: CircleSlash, means: 'Revoked' },
  'owner-gone': {
    word: 'no owner',
    tone: 'warn',
    icon: UserX,
    means: 'It no longer works: its creator is no longer an admin.',
  },
} as const satisfies Record<ApiTokenState, object>

function TokenState({ token: { state, revokedBy } }: { token: ApiTokenView }) {
  const { word, tone, icon: Icon, means } = STATES[state]
  const title = revokedBy === null ? means : `${means} by ${revokedBy}.`
  return (
    <Badge tone={tone} title={title}>
      <Icon aria-hidden /> {word}
    </Badge>
  )
}
