import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** Why a form was not done, beside its button; read out as it comes. */
export function FormProblem({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex items-start gap-2 rounded-md bg-danger-soft px-2.5 py-2 text-danger empty:hidden"
    >
      {children ? (
        <>
          <TriangleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
          <div className="min-w-0">{children}</div>
        </>
      ) : null}
    </div>
  )
}
