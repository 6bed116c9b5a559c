import { defineQuery } from '@/lib/model/query/define-query'
import { oneOf } from '@/lib/model/query/parts/text-schema'

/** What the URL of one device or IP says of its page, beside the list that it was opened from. */
export const valueQuery = defineQuery({
  tab: {
    schema: oneOf(['links', 'users', 'others']),
    label: 'the tab',
    default: 'links',
  },
})

export type ValueTab = 'links' | 'users' | 'others'

const USER_TABS = ['links', 'devices', 'ips', 'versions', 'locales', 'logins'] as const

export type UserTab = (typeof USER_TABS)[number]

/** What the URL of a user says of their page. */
export const userQuery = defineQuery({
  tab: { schema: oneOf(USER_TABS), label: 'the tab', default: 'links' },
})
