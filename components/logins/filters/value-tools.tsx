'use client'

import { CircleMinus, CirclePlus } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { excluding, including, type Value } from '@/components/logins/filters/narrow'
import { narrowed } from '@/components/logins/logins-href'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import { inSentence } from '@/lib/model/login-field'
import type { ListedField } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'

type Props = {
  field: ListedField
  /** What the field is filtered by; undefined where it cannot be. */
  value: Value | undefined
  /** What is copied; null where there is nothing to copy. */
  text: string | null
  query: LoginsQuery
  /** Shown beside what the buttons do where the keys do the same. */
  withKeys?: boolean
}

/** What can be done with a value in front of one: show its logins only, leave them out, copy it. */
export function ValueTools({ field, value, text, query, withKeys = false }: Props) {
  const name = inSentence(field.label)
  const keys = (key: string) => (withKeys ? [key] : undefined)
  return (
    <>
      {value === undefined ? null : (
        <>
          <Tool
            label={`Show only ${wordsFor(name, value)}`}
            href={narrowed(query, including(field.key as ValueKey, [value]))}
            keys={keys('f')}
          >
            <CirclePlus />
          </Tool>
          <Leave field={field} value={value} query={query} keys={keys('x')} />
        </>
      )}
      {text === null ? null : <CopyButton text={text} label={`Copy the ${name}`} />}
    </>
  )
}

type LeaveProps = Pick<Props, 'field' | 'query'> & { value: Value; keys: string[] | undefined }

function Leave({ field, value, query, keys }: LeaveProps) {
  const change = excluding(query, field.key as ValueKey, value)
  if (change === null) return null
  return (
    <Tool
      label={`Leave out ${wordsFor(inSentence(field.label), value)}`}
      href={narrowed(query, change)}
      keys={keys}
    >
      <CircleMinus />
    </Tool>
  )
}

function wordsFor(name: string, value: Value): string {
  return value === null ? `${name} none` : `this ${name}`
}

type ToolProps = { label: string; href: string; keys: string[] | undefined; children: ReactNode }

function Tool({ label, href, keys, children }: ToolProps) {
  return (
    <Tooltip label={label} {...(keys && { keys })}>
      <Button variant="ghost" size="icon-xs" asChild>
        <Link
          href={href}
          prefetch={false}
          aria-label={label}
          onClick={(event) => event.stopPropagation()}
        >
          {children}
        </Link>
      </Button>
    </Tooltip>
  )
}
