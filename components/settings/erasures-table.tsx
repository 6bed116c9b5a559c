import { LocalTime } from '@/components/table/local-time'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import type { ErasureRow } from '@/lib/db/reveal-log/list-erasures'
import { formatNumber } from '@/lib/format/format'

/** The erasure list. */
export function ErasuresTable({ erasures }: { erasures: ErasureRow[] }) {
  return (
    <Table className="min-w-170">
      <TableHead>
        <Th className="w-38">Erased</Th>
        <Th className="w-[20%]">User</Th>
        <NumberTh numbers={erasures.map(({ rows }) => formatNumber(rows))}>Logins</NumberTh>
        <NumberTh
          numbers={erasures.map(({ vaultRows }) => formatNumber(vaultRows))}
          title="Deleted from the vault"
        >
          Originals
        </NumberTh>
        <Th className="w-[19%]">By</Th>
        <Th>Reason</Th>
      </TableHead>
      <tbody>
        {erasures.map((erasure) => (
          <tr key={erasure.id} className="h-8 border-line border-b">
            <Td>
              <LocalTime at={erasure.erasedAt} />
            </Td>
            <Td title={whose(erasure)} className="font-mono text-sm">
              {whose(erasure)}
            </Td>
            <NumberTd>{formatNumber(erasure.rows)}</NumberTd>
            <NumberTd>{formatNumber(erasure.vaultRows)}</NumberTd>
            <Td title={erasure.erasedBy}>{erasure.erasedBy}</Td>
            <Td title={erasure.reason}>
              {erasure.reason || <None />}
              {erasure.ticket ? <span className="text-muted"> · {erasure.ticket}</span> : null}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** The user as the logins name them now. */
function whose({ userId, replacedBy, userHash }: ErasureRow): string | undefined {
  return userId ?? replacedBy ?? userHash ?? undefined
}
