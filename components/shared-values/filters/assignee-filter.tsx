'use client'

import { FILTER_ON, FILTER_SELECT } from '@/components/shared-values/filters/filter-style'
import { useShell } from '@/components/shell/shell-context'
import { cn } from '@/components/ui/cn'
import { Select } from '@/components/ui/form/select'
import { ME, NOBODY, type SharedQuery } from '@/lib/model/query/shared-query'

type Props = {
  query: SharedQuery
  assignees: readonly string[]
  onChange: (change: Partial<SharedQuery>) => void
}

const ANYBODY = ''

/** Who looks after it: anybody, oneself, nobody, or somebody. */
export function AssigneeFilter({ query: { assignee }, assignees, onChange }: Props) {
  const me = useShell().user.email
  const others = assignees.filter((email) => email !== me)
  const isElse = assignee !== undefined && ![ME, NOBODY, ...others].includes(assignee)
  return (
    <Select
      label="Assignee"
      className={cn('w-42', FILTER_SELECT, assignee !== undefined && FILTER_ON)}
      value={assignee ?? ANYBODY}
      options={[
        { value: ANYBODY, label: 'Any assignee' },
        { value: ME, label: 'Assigned to me' },
        { value: NOBODY, label: 'Assigned to nobody' },
        ...[...others, ...(isElse ? [assignee] : [])].map((email) => {
          return { value: email, label: `Assigned to ${email}` }
        }),
      ]}
      onChange={(value) => onChange({ assignee: value === ANYBODY ? undefined : value })}
    />
  )
}
