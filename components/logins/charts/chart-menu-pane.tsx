'use client'

import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import { Segments } from '@/components/ui/form/segments'
import { Select } from '@/components/ui/form/select'
import type { Facet, Facets } from '@/lib/db/logins/count-facets'
import { sortableVersion } from '@/lib/model/app-version'
import { inSentence } from '@/lib/model/login-field'
import { type ChartLook, SPLIT_FIELDS, type SplitKey } from '@/lib/model/query/parts/chart-parts'

export type ChartMenuProps = {
  look: ChartLook
  /** Values to compare, where they are known. */
  facets: Facets
  /** Whether the time has a start, so that something can be before it. */
  hasBefore: boolean
  onLook: (look: ChartLook) => void
}

/** What is drawn: everything together, split by a field, or beside the span before. */
const CHOICES = [
  { value: 'plain', label: 'together' },
  ...SPLIT_FIELDS.map(({ key, label }) => ({ value: key, label: `by ${inSentence(label)}` })),
] as const

/** The choices of the chart, with the two values that it may compare. */
export function ChartMenuPane(props: ChartMenuProps) {
  const { look, hasBefore, onLook } = props
  const chosen = look.segment === undefined ? (look.split ?? 'plain') : null
  return (
    <div className="flex flex-col gap-4">
      <fieldset>
        <legend className="mb-1.5 font-medium">Show logins</legend>
        <div className="grid grid-cols-2 gap-1">
          {CHOICES.map(({ value, label }) => {
            const isOn = value === chosen && look.compare === undefined
            return (
              <Button
                key={value}
                size="sm"
                variant={isOn ? 'soft' : 'secondary'}
                aria-pressed={isOn}
                onClick={() => onLook(value === 'plain' ? {} : { split: value })}
              >
                {label}
              </Button>
            )
          })}
        </div>
      </fieldset>
      <div>
        <Button
          size="sm"
          className="w-full"
          variant={look.compare === 'before' ? 'soft' : 'secondary'}
          aria-pressed={look.compare === 'before'}
          disabled={!hasBefore}
          onClick={() => onLook(look.compare === 'before' ? {} : { compare: 'before' })}
        >
          beside the time before
        </Button>
        {hasBefore ? null : (
          <p className="mt-1 text-muted text-sm">
            All of time is shown: choose a time range to compare it with the one before.
          </p>
        )}
      </div>
      <TwoValues {...props} />
    </div>
  )
}

/** Two values of one field, one as bars and one as a line. */
function TwoValues({ look, facets, onLook }: ChartMenuProps) {
  const [key, setKey] = useState<SplitKey>(look.split ?? 'locale')
  const [problem, setProblem] = useState<string | null>(null)
  const problemId = useId()
  const known = knownValues(facets, key)
  const compare = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const values = ['first', 'second'].map((name) => String(form.get(name) ?? '').trim())
    const found = problemOf(key, values)
    setProblem(found)
    if (found !== null) return
    onLook({ split: key, segment: values.map((value) => (value === '' ? null : value)) })
  }
  return (
    <form onSubmit={compare} className="flex flex-col gap-2 border-line border-t pt-3">
      <Segments
        legend="Compare two values of"
        options={SPLIT_FIELDS.map((field) => ({ value: field.key, label: field.label }))}
        value={key}
        onChange={(next) => {
          setKey(next)
          setProblem(null)
        }}
      />
      <div className="grid grid-cols-2 gap-2">
        {(['first', 'second'] as const).map((name, at) => {
          const value = key === look.split ? look.segment?.[at] : known?.[at]
          const field = {
            name,
            defaultValue: value ?? '',
            'aria-describedby': problem === null ? undefined : problemId,
          }
          const label = at === 0 ? 'One value' : 'The other value'
          return known === null ? (
            <Input
              key={`${key}-${name}`}
              {...field}
              aria-label={label}
              placeholder={key === 'app_version' ? '2.3.0' : undefined}
            />
          ) : (
            <Select
              key={`${key}-${name}`}
              name={name}
              defaultValue={value ?? ''}
              label={label}
              options={[...new Set([...known, ...(value === undefined ? [] : [value])])].map(
                (each) => ({ value: each ?? '', label: each ?? 'none' }),
              )}
            />
          )
        })}
      </div>
      {problem === null ? null : (
        <p id={problemId} role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
      <Button type="submit" size="sm" variant="primary">
        Compare
      </Button>
    </form>
  )
}

/** The values to choose from; null where the facets do not count the field, and one is typed. */
function knownValues({ fields }: Facets, key: SplitKey): (string | null)[] | null {
  const facet = (fields as Partial<Record<SplitKey, Facet>>)[key]
  return facet?.counts.map(({ value }) => value) ?? null
}

function problemOf(key: SplitKey, [first = '', second = '']: string[]): string | null {
  if (first === second) return 'Choose two values that differ.'
  if (key !== 'app_version') return null
  const isVersion = (text: string) => sortableVersion(text) !== null
  return isVersion(first) && isVersion(second) ? null : 'Write two versions such as 2.3.0.'
}
