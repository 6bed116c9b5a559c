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
    <Table className="min-w-230">
      <TableHead>
        <Th>Name</Th>
        <Th className="w-32">State</Th>
        <Th className="w-64">May read</Th>
        <Th className="w-52">Created by</Th>
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
            <Td title={token.name}>
              <span className="font-medium">{token.name}</span>
            </Td>
            <Td>
              <TokenState token={token} />
            </Td>
            <Td title={token.scopes.join(', ')}>{token.scopes.join(', ')}</Td>
            <Td title={token.createdBy}>{token.createdBy}</Td>
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
