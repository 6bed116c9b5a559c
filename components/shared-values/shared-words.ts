import type { SharedKind } from '@/lib/model/shared/shared-values'

/** How each kind is spoken of, and where it lives. */
export const SHARED_WORDS = {
  device: {
    one: 'device',
    heading: 'Device',
    many: 'devices',
    title: 'Devices',
    path: '/devices',
    field: 'device_id',
    other: 'IPs',
    otherOne: 'IP',
  },
  ip: {
    one: 'IP',
    heading: 'IP',
    many: 'IPs',
    title: 'IPs',
    path: '/ips',
    field: 'ip',
    other: 'Devices',
    otherOne: 'device',
  },
} as const satisfies Record<SharedKind, Record<string, string>>
