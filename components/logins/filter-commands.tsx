'use client'

import { ShieldAlert } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { FILTER_FIELDS, type FilterField } from '@/components/logins/filters/filter-fields'
import { narrowed } from '@/components/logins/logins-href'
import { type Command, useCommands } from '@/components/shell/palette/commands'
import { inSentence } from '@/lib/model/login-field'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

const RISKIEST = { sort: 'risk', order: 'desc', risk: ['any'] } satisfies Partial<LoginsQuery>

type Props = { query: LoginsQuery; onAdd: (field: FilterField) => void }

/** What the palette has of the filter bar: a filter by any field, and the riskiest logins. */
export function FilterCommands({ query, onAdd }: Props) {
  const router = useRouter()
  useCommands(
    useMemo((): Command[] => {
      const filters = FILTER_FIELDS.map((field) => ({
        id: `filter-${field.key}`,
        group: 'Filter',
        label: `Filter by ${inSentence(field.label)}`,
        icon: field.icon,
        run: () => onAdd(field),
      }))
      const riskiest = {
        id: 'sort-riskiest',
        group: 'Filter',
        label: 'Show the riskiest logins first',
        icon: ShieldAlert,
        run: () => router.push(narrowed(query, RISKIEST)),
      }
      return [...filters, riskiest]
    }, [router, query, onAdd]),
  )
  return null
}
