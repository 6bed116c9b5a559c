'use client'

import { useShell } from '@/components/shell/shell-context'
import { Select } from '@/components/ui/form/select'

type Props = {
  id: string
  /** The addresses of those who may. */
  assignees: readonly string[]
  /** Null for nobody; absent where `unchanged` is chosen. */
  value: string | null | undefined
  onChange: (assignee: string | null | undefined) => void
  /** What is offered in addition: to leave it as it is. */
  unchanged?: string
  className?: string
}

/** No address is as short as these. */
const [NOBODY, UNCHANGED] = ['-', '=']

/** Who looks after something: oneself first. */
export function AssigneeSelect(props: Props) {
  const { id, assignees, value, onChange, unchanged, className = '' } = props
  const me = useShell().user.email
  const others = assignees.filter((email) => email !== me)
  // Somebody whose account is gone stays until somebody else is chosen.
  if (value && value !== me && !others.includes(value)) others.push(value)
  return (
    <Select
      id={id}
      className={className}
      value={value === undefined ? UNCHANGED : (value ?? NOBODY)}
      options={[
        ...(unchanged === undefined ? [] : [{ value: UNCHANGED, label: unchanged }]),
        { value: NOBODY, label: 'Nobody' },
        { value: me, label: `Me (${me})` },
        ...others.map((email) => ({ value: email, label: email })),
      ]}
      onChange={(chosen) =>
        onChange(chosen === UNCHANGED ? undefined : chosen === NOBODY ? null : chosen)
      }
    />
  )
}
