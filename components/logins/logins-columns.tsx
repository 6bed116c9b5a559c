'use client'

import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { LocalTime } from '@/components/table/local-time'
import { None } from '@/components/table/table'
import type { LoginRow } from '@/lib/login'

/** Sorting is the database's (by keyset); the table only knows the order it is in. */
export const loginsFeatures = tableFeatures({ rowSortingFeature, columnVisibilityFeature })

const helper = createColumnHelper<typeof loginsFeatures, LoginRow>()

export const loginsColumns = helper.columns([
  helper.accessor('sentAt', {
    header: 'Time',
    enableSorting: true,
    cell: ({ getValue }) => <LocalTime at={getValue()} className="text-muted" />,
  }),
  helper.accessor('userId', {
    header: 'User',
    enableSorting: false,
    cell: ({ getValue }) => <Plain value={getValue()} mono />,
  }),
  helper.accessor('maskedDeviceId', {
    header: 'Device',
    enableSorting: false,
    cell: ({ getValue }) => <MaskedValue token={getValue()} field="device_id" tabbable={false} />,
  }),
  helper.accessor('maskedIp', {
    header: 'IP',
    enableSorting: false,
    cell: ({ getValue }) => <MaskedValue token={getValue()} field="ip" tabbable={false} />,
  }),
  helper.accessor('deviceType', {
    header: 'Type',
    enableSorting: false,
    cell: ({ getValue }) => <Plain value={getValue()} />,
  }),
  helper.accessor('locale', {
    header: 'Locale',
    enableSorting: false,
    cell: ({ getValue }) => <Plain value={getValue()} />,
  }),
  helper.accessor((login) => versionOf(login), {
    id: 'version',
    header: 'Version',
    enableSorting: false,
    cell: ({ getValue }) => <Plain value={getValue()} mono />,
  }),
])

/** Widths of the columns by their ids; what is left goes to those without. */
export const LOGINS_WIDTHS: Record<string, string> = {
  sentAt: 'w-[19%]',
  userId: 'w-[20%]',
  maskedDeviceId: 'w-[17%]',
  maskedIp: 'w-[17%]',
  deviceType: 'w-[9%]',
  locale: 'w-[9%]',
  version: 'w-[9%]',
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
