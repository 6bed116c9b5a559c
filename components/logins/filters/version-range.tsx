'use client'

import { type ComponentProps, useState } from 'react'
import { problemWith } from '@/components/logins/filters/problem-with'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import { Label } from '@/components/ui/form/label'
import { type LoginsQuery, parseLoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  id: string
  range: ReturnType<typeof useVersionRange>
  /** Called where something is typed. */
  onType: () => void
  /** What binds both fields to the list below. */
  listed: ComponentProps<typeof Input>
}

/** The fields of a range of versions, and what is wrong with it. */
export function VersionRange({ id, range, onType, listed }: Props) {
  const { from, setFrom, to, setTo, problem } = range
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-end gap-2 border-line border-b p-3">
      <div>
        <Label htmlFor={`${id}-from`}>From</Label>
        <Input
          {...listed}
          id={`${id}-from`}
          autoFocus
          placeholder="2.3.0"
          value={from}
          onChange={(event) => {
            onType()
            setFrom(event.target.value)
          }}
        />
      </div>
      <div>
        <Label htmlFor={`${id}-to`}>To, included</Label>
        <Input
          {...listed}
          id={`${id}-to`}
          placeholder="any later"
          value={to}
          onChange={(event) => {
            onType()
            setTo(event.target.value)
          }}
        />
      </div>
      <Button type="submit" variant="primary">
        Apply
      </Button>
      <p role="alert" className="col-span-3 text-danger empty:hidden">
        {problem}
      </p>
    </div>
  )
}

/** A range of versions as it is typed: at first the one that is asked for, or the one version that is. */
export function useVersionRange(query: LoginsQuery) {
  const [one, ...several] = query.app_version ?? []
  const exact = several.length === 0 ? (one ?? '') : ''
  const [from, setFrom] = useState(query.app_version_from ?? exact)
  const [to, setTo] = useState(query.app_version_to ?? exact)
  const [problem, setProblem] = useState<string | null>(null)

  /** What the range asks for; null where something is wrong with it, which is said then. */
  const take = (): Partial<LoginsQuery> | null => {
    const range = rangeOf(from.trim(), to.trim())
    if (typeof range !== 'string') return { ...NO_VERSIONS, ...range }
    setProblem(range)
    return null
  }
  return { from, setFrom, to, setTo, problem, take }
}

/** What takes versions off a query, however they are asked for. */
export const NO_VERSIONS = {
  app_version: undefined,
  app_version_from: undefined,
  app_version_to: undefined,
}

/** The range between two versions, either of which may be empty, or what is wrong with them. */
function rangeOf(low: string, high: string): Partial<LoginsQuery> | string {
  if (low === high) {
    const wrong = low === '' ? null : problemWith('app_version', low)
    return wrong ? `This ${wrong}.` : { app_version: low === '' ? undefined : [low] }
  }
  const params = new URLSearchParams()
  if (low !== '') params.set('app_version_from', low)
  if (high !== '') params.set('app_version_to', high)
  const { query, brokenParts } = parseLoginsQuery(params)
  const [broken] = brokenParts
  if (broken) return `“${broken.name.split('_').at(-1)}” ${broken.problem}.`
  const { app_version_from, app_version_to } = query
  return { app_version_from, app_version_to }
}
