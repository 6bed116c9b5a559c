import Link from 'next/link'
import { LoginValue } from '@/components/logins/login-value'
import { loginsHref } from '@/components/logins/logins-href'
import { CELL_LINK } from '@/components/shared-values/value-cells'
import { LocalTime } from '@/components/table/local-time'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import type { FoundUser } from '@/lib/db/users/find-user'
import { formatNumber } from '@/lib/format/format'
import type { LoginRow } from '@/lib/model/login'
import { TABLE_FIELDS } from '@/lib/model/login-field-list'
import { rowPlace } from '@/lib/model/query/row-place'

type Props = { user: Pick<FoundUser, 'id' | 'logins'>; logins: LoginRow[] }

/** Of what the table of logins has at first, all but the user, which is the same in all. */
const FIELDS = TABLE_FIELDS.filter(
  ({ key, table }) => key !== 'user_id' && key !== 'sent_at' && !table?.isHiddenAtFirst,
)

/** The newest logins of a user; each leads to its place in the list. */
export function NewestLogins({ user, logins }: Props) {
  return (
    <>
      <ScrollPane aria-label="Newest logins" className="flex-1">
        <Table className="min-w-160">
          <TableHead>
            <Th className="w-40">Time</Th>
            {FIELDS.map(({ key, label, heading, table }) => (
              <Th key={key} style={{ width: table?.width }}>
                {heading ?? label}
              </Th>
            ))}
          </TableHead>
          <tbody>
            {logins.map((login) => (
              <tr key={login.id} className="h-8 border-line border-b">
                <Td>
                  <Link
                    href={loginsHref({ user_id: user.id, row: rowPlace(login.sentAt, login.id) })}
                    prefetch={false}
                    className={CELL_LINK}
                  >
                    <LocalTime at={login.sentAt} />
                  </Link>
                </Td>
                {FIELDS.map((field) => (
                  <Td key={field.key}>
                    <LoginValue login={login} field={field} />
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollPane>
      {user.logins.isExact && user.logins.count <= logins.length ? null : (
        <p className="shrink-0 border-line border-t px-4 py-2 text-muted">
          The newest {formatNumber(logins.length)} are listed.
        </p>
      )}
    </>
  )
}
