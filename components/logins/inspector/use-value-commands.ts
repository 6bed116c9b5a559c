'use client'

import { CircleMinus, CirclePlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { excluding, filterValue, including } from '@/components/logins/filters/narrow'
import { narrowed } from '@/components/logins/logins-href'
import { type Command, useCommands } from '@/components/shell/palette/commands'
import type { LoginRow } from '@/lib/model/login'
import { inSentence } from '@/lib/model/login-field'
import { FILTER_FIELDS } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'

/** Adds to the palette what can be done with the values of the inspected login. */
export function useValueCommands(login: LoginRow, query: LoginsQuery) {
  const router = useRouter()
  const commands = useMemo(
    () =>
      FILTER_FIELDS.flatMap((field): Command[] => {
        const value = filterValue(login, field)
        if (value === undefined) return []
        const key = field.key as ValueKey
        const name = inSentence(field.label)
        const words = value === null ? `${name} none` : `this ${name}`
        const left = excluding(query, key, value)
        const go = (change: Partial<LoginsQuery>) => router.push(narrowed(query, change))
        return [
          {
            id: `show-only-${key}`,
            group: 'This login',
            label: `Show only ${words}`,
            icon: CirclePlus,
            run: () => go(including(key, [value])),
          },
          {
            id: `leave-out-${key}`,
            group: 'This login',
            label: `Leave out ${words}`,
            icon: CircleMinus,
            run: () => go(left ?? {}),
          },
        ]
      }),
    [login, query, router],
  )
  useCommands(commands)
}
