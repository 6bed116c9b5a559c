'use client'

import { lazy, type PointerEvent, Suspense, useState } from 'react'
import { filterValue } from '@/components/logins/filters/narrow'
import { LoginValue, versionOf } from '@/components/logins/login-value'
import { cn } from '@/components/ui/cn'
import type { LoginRow } from '@/lib/model/login'
import type { ListedField } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'

export const loadValueTools = () => import('@/components/logins/filters/value-tools')
const ValueTools = lazy(async () => ({ default: (await loadValueTools()).ValueTools }))

type Props = { login: LoginRow; field: ListedField; width: number; query: LoginsQuery }

/** A cell too narrow for its value and the tools has them at its upper edge. */
const MIN_INSIDE_PX = 130

/** A value of a login. Pointed at or focused, it offers what can be done with it, over the cell: nothing moves. */
export function LoginCell({ login, field, width, query }: Props) {
  const [isPointed, setPointed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  // A finger opens the row: the inspector has the same tools.
  const onPointer = (is: boolean) => (event: PointerEvent) => {
    if (event.pointerType !== 'touch') setPointed(is)
  }
  const value = filterValue(login, field)
  const text = copiedText(login, field)
  const isOffered = (isPointed || isFocused) && (value !== undefined || text !== null)
  return (
    <td
      data-column={field.key}
      tabIndex={-1}
      onPointerEnter={onPointer(true)}
      onPointerLeave={onPointer(false)}
      // A click opens the row; keys came to the cell itself.
      onFocus={(event) => setFocused(event.target.matches(':focus-visible'))}
      onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
      className="focus-inset relative px-3 first:pl-4 last:pr-4"
    >
      <div className="truncate">
        <LoginValue login={login} field={field} />
      </div>
      {isOffered ? (
        <Suspense fallback={null}>
          <div
            className={cn(
              'absolute right-1 z-20 flex items-center rounded-md border border-line bg-surface px-0.5 shadow-float',
              width < MIN_INSIDE_PX ? 'bottom-[calc(100%-8px)]' : 'inset-y-0 my-auto h-6',
            )}
          >
            <ValueTools field={field} value={value} text={text} query={query} withKeys />
          </div>
        </Suspense>
      ) : null}
    </td>
  )
}

/** What is copied of a field; null where there is nothing, or what there is stays hidden. */
export function copiedText(login: LoginRow, field: ListedField): string | null {
  const value = field.show === 'version' ? versionOf(login) : login[field.property]
  return value === null || value === HIDDEN_ORIGINAL ? null : String(value)
}
