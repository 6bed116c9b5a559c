import type { ReactNode } from 'react'
import { Label } from '@/components/ui/form/label'

type Props = {
  /** The id of the control inside. */
  id: string
  label: ReactNode
  /** A sentence under the control; give the control `aria-describedby={`${id}-hint`}`. */
  hint?: ReactNode
  children: ReactNode
}

/** A control with its name above and a hint below. */
export function Field({ id, label, hint, children }: Props) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      ) : null}
    </div>
  )
}
