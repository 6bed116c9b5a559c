'use client'

import Link from 'next/link'
import { useState } from 'react'
import { FILTER_ON } from '@/components/shared-values/filters/filter-style'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/form/input'

type Props = {
  /** As it stands before the thresholds, and as screen readers say it. */
  name: string
  legend: string
  /** The first is the least there can be. */
  thresholds: readonly number[]
  users: number
  hrefOf: (users: number) => string
  labelOf: (users: number) => string
  onChange: (users: number) => void
}

const MAX_USERS = 100_000

/** How many users, at least: one of a few thresholds, or another. */
export function UsersFilter(props: Props) {
  const { name, legend, thresholds, users, hrefOf, labelOf, onChange } = props
  return (
    <fieldset className="flex items-center gap-1">
      <legend className="sr-only">{legend}</legend>
      <span aria-hidden className="mr-1 text-muted">
        {name}
      </span>
      {thresholds.map((threshold) => (
        <Link
          key={threshold}
          href={hrefOf(threshold)}
          prefetch={false}
          aria-label={labelOf(threshold)}
          aria-current={users === threshold ? 'true' : undefined}
          className={cn(
            'flex size-7 items-center justify-center rounded-md border tabular-nums',
            users === threshold
              ? 'border-accent bg-accent-soft font-medium text-accent'
              : 'hover:bg-hover',
          )}
        >
          {threshold}
        </Link>
      ))}
      <OtherUsers
        key={users}
        label={`Another number: ${legend}`}
        least={thresholds[0] ?? 1}
        users={thresholds.includes(users) ? null : users}
        onChange={onChange}
      />
    </fieldset>
  )
}

type OtherProps = {
  label: string
  least: number
  users: number | null
  onChange: (users: number) => void
}

function OtherUsers({ label, least, ...props }: OtherProps) {
  const [text, setText] = useState(props.users === null ? '' : String(props.users))
  const users = Number(text)
  const isRight = Number.isInteger(users) && users >= least && users <= MAX_USERS
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight) props.onChange(users)
      }}
    >
      <Input
        aria-label={label}
        aria-invalid={text !== '' && !isRight}
        placeholder="other"
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={cn('h-7 w-16', props.users !== null && FILTER_ON)}
      />
    </form>
  )
}
