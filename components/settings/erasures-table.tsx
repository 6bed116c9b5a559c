import { LocalTime } from '@/components/table/local-time'
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
        <Th className="w-18 text-right">Logins</Th>
        <Th className="w-22 text-right" title="Deleted from the vault">
          Originals
        </Th>
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
            <Td className="text-right">{formatNumber(erasure.rows)}</Td>
            <Td className="text-right">{formatNumber(erasure.vaultRows)}</Td>
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
