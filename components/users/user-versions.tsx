import { ArrowDown, ArrowUp } from 'lucide-react'
import { loginsHref } from '@/components/logins/logins-href'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { LocalTime } from '@/components/table/local-time'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { LookedAt } from '@/components/users/looked-at'
import { ValuesTable } from '@/components/users/values-table'
import type { FoundUser } from '@/lib/db/users/find-user'
import type { VersionHistory } from '@/lib/db/users/list-version-changes'
import { formatCount, formatNumber } from '@/lib/format/format'

type Props = { user: FoundUser; history: VersionHistory }

/** The versions that a user logged in with, and when they changed. */
export function UserVersions({ user, history }: Props) {
  return (
    <>
      <ScrollPane aria-label="Versions" className="flex-1">
        <ValuesTable
          name="Version"
          values={user.versions}
          hrefOf={(version) => loginsHref({ user_id: user.id, app_version: [version] })}
        />
        <h2 className="px-4 pt-5 pb-1 font-semibold">Changes of version on the same device</h2>
        <Changes history={history} />
      </ScrollPane>
      <LookedAt user={user} />
    </>
  )
}

function Changes({ history: { changes, changed, downgrades } }: Pick<Props, 'history'>) {
  if (changes.length === 0) {
    return <p className="px-4 pb-4 text-muted">No device of this user changed its version.</p>
  }
  return (
    <>
      <p className="px-4 pb-2 text-muted">
        {formatCount(changed, 'change')}, {formatCount(downgrades, 'downgrade')}
        {changes.length < changed ? `; the newest ${formatNumber(changes.length)} are listed` : ''}.
        A login is held against the one before it on the same device.
      </p>
      <Table className="min-w-150">
        <TableHead>
          <Th className="w-[26%]">Time</Th>
          <Th className="w-[20%]">From</Th>
          <Th className="w-[20%]">To</Th>
          <Th className="w-[14%]">Change</Th>
          <Th className="w-[20%]">Device</Th>
        </TableHead>
        <tbody>
          {changes.map(({ at, device, before, after, isDowngrade }) => (
            <tr key={`${at} ${device} ${after}`} className="h-8 border-line border-b">
              <Td>
                <LocalTime at={at} className="text-muted" />
              </Td>
              <Td className="font-mono text-sm">{before}</Td>
              <Td className="font-mono text-sm">{after}</Td>
              <Td>
                {isDowngrade ? (
                  <Badge tone="warn">
                    <ArrowDown aria-hidden /> downgrade
                  </Badge>
                ) : (
                  <span className="inline-flex items-center gap-1 text-muted text-sm">
                    <ArrowUp aria-hidden className="size-3" /> update
                  </span>
                )}
              </Td>
              <Td>
                <MaskedValue token={device} field="device_id" />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}
