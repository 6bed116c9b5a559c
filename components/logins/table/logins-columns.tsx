'use client'

import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'
import Link from 'next/link'
import type { LOGIN_COLUMN_IDS } from '@/components/logins/table/column-ids'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { LocalTime } from '@/components/table/local-time'
import { None } from '@/components/table/table'
import type { LoginRow } from '@/lib/model/login'

/** Sorting is the database's (by keyset); the table only knows the order it is in. */
export const loginsFeatures = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  rowSelectionFeature,
})

const helper = createColumnHelper<typeof loginsFeatures, LoginRow>()

export const loginsColumns = helper.columns([
  helper.accessor('sentAt', {
    header: 'Time',
    size: 148,
    enableSorting: true,
    cell: ({ getValue }) => <LocalTime at={getValue()} className="text-muted" />,
  }),
  helper.accessor('userId', {
    header: 'User',
    size: 164,
    enableSorting: true,
    cell: ({ getValue }) => <Plain value={getValue()} mono />,
  }),
  helper.accessor('maskedDeviceId', {
    header: 'Device',
    size: 140,
    enableSorting: false,
    cell: ({ getValue }) => <MaskedValue token={getValue()} field="device_id" tabbable={false} />,
  }),
  helper.accessor('maskedIp', {
    header: 'IP',
    size: 140,
    enableSorting: false,
    cell: ({ getValue }) => <MaskedValue token={getValue()} field="ip" tabbable={false} />,
  }),
  helper.accessor('deviceType', {
    header: 'Type',
    size: 80,
    enableSorting: false,
    cell: ({ getValue }) => <Plain value={getValue()} />,
  }),
  helper.accessor('locale', {
    header: 'Locale',
    size: 72,
    enableSorting: false,
    cell: ({ getValue }) => <Plain value={getValue()} />,
  }),
  helper.accessor((login) => versionOf(login), {
    id: 'version',
    header: 'Version',
    size: 84,
    enableSorting: true,
    cell: ({ getValue }) => <Plain value={getValue()} mono />,
  }),
  helper.accessor('runId', {
    header: 'Run',
    size: 72,
    enableSorting: false,
    cell: ({ getValue }) => {
      const run = getValue()
      if (run === null) return <None />
      return (
        <Link
          href={`/runs/${run}`}
          tabIndex={-1}
          prefetch={false}
          onClick={(event) => event.stopPropagation()}
          className="rounded-sm underline-offset-4 hover:underline"
        >
          {run}
        </Link>
      )
    },
  }),
  helper.accessor('messageId', {
    header: 'Message',
    size: 190,
    enableSorting: false,
    cell: ({ getValue }) => <Plain value={getValue()} mono />,
  }),
])

/** The names of the columns by their ids. */
export const LOGIN_COLUMN_NAMES: Record<(typeof LOGIN_COLUMN_IDS)[number], string> = {
  sentAt: 'Time',
  userId: 'User',
  maskedDeviceId: 'Device',
  maskedIp: 'IP',
  deviceType: 'Type',
  locale: 'Locale',
  version: 'Version',
  runId: 'Run',
  messageId: 'Message',
}

/** The version as the message wrote it; adopted rows know the number alone. */
export function versionOf(login: LoginRow): string | null {
  return login.appVersionText ?? (login.appVersion === null ? null : String(login.appVersion))
}

function Plain({ value, mono }: { value: string | null; mono?: boolean }) {
  if (value === null) return <None />
  return (
    <span title={value} className={mono ? 'font-mono text-sm' : undefined}>
      {value}
    </span>
  )
}
