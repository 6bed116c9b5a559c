'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { type LoginsSearch, loginsHref } from '@/components/logins/logins-href'
import { isTyping } from '@/components/shell/global-keys'
import { FilterChip } from '@/components/table/filter-chip'
import { Kbd } from '@/components/ui/kbd'
import { Select } from '@/components/ui/select'
import { cn } from '@/lib/cn'

const ANY = 'any type'

type Props = { search: LoginsSearch; deviceTypes: string[] }

/** What the list is narrowed to. `/` goes to the first filter. */
export function LoginsFilters({ search, deviceTypes }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const bar = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.defaultPrevented || isTyping(event.target)) return
      event.preventDefault()
      bar.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  const go = (change: Partial<LoginsSearch>) =>
    start(() => router.push(loginsHref({ ...search, ...change, at: undefined })))
  const types = [...new Set([...deviceTypes, ...(search.deviceType ? [search.deviceType] : [])])]
  return (
    <div
      ref={bar}
      aria-busy={pending}
      className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-4"
    >
      <Select
        label="Device type"
        className={cn(
          'h-7 w-40',
          search.deviceType !== undefined && 'border-accent bg-accent-soft text-accent',
        )}
        value={search.deviceType ? `=${search.deviceType}` : ANY}
        options={[
          { value: ANY, label: 'Any device type' },
          // Marked, so that a type that happens to be called as the word for none is still itself.
          ...types.map((type) => ({ value: `=${type}`, label: type })),
        ]}
        onChange={(value) => go({ deviceType: value === ANY ? undefined : value.slice(1) })}
      />
      <Kbd keys={['/']} />
      {search.run === undefined ? null : (
        <FilterChip name="run" without={loginsHref({ ...search, run: undefined })}>
          {search.run}
        </FilterChip>
      )}
    </div>
  )
}
