import { LoginsTd, SeenTds } from '@/components/shared-values/value-cells'
import { NumberTh } from '@/components/table/number-cells'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import type { UserValue } from '@/lib/db/users/find-user'
import { formatNumber } from '@/lib/format/format'

type Props = {
  name: string
  values: readonly UserValue[]
  /** The user's logins that have a value. */
  hrefOf: (value: string | null) => string
}

/** The values of a field of a user's logins, with their numbers and times. */
export function ValuesTable({ name, values, hrefOf }: Props) {
  return (
    <Table className="min-w-120">
      <TableHead>
        <Th className="w-[34%]">{name}</Th>
        <NumberTh numbers={values.map(({ logins }) => formatNumber(logins))}>Logins</NumberTh>
        <Th className="w-[26%] pl-8">First seen</Th>
        <Th className="w-[26%]">Last seen</Th>
      </TableHead>
      <tbody>
        {values.map(({ value, logins, firstSeen, lastSeen }) => (
          <tr key={value} className="h-8 border-line border-b">
            <Td className="font-mono text-sm" title={value ?? undefined}>
              {value ?? <None />}
            </Td>
            <LoginsTd logins={logins} href={hrefOf(value)} />
            <SeenTds firstSeen={firstSeen} lastSeen={lastSeen} />
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
