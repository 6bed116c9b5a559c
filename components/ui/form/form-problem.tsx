'use client'

import { TriangleAlert } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'

type Props = {
  /** The id of the field at fault; without it, the first one that has to be filled in again. */
  field?: string | undefined
  /** A sentence; nothing is shown without one. */
  children: string | undefined
}

/**
 * Why a form was not done, beside its button; read out as it comes. It scrolls into view then, and the
 * field at fault gets the focus.
 */
export function FormProblem({ field, children }: Props) {
  const own = useRef<HTMLDivElement>(null)
  const show = useEffectEvent(() => {
    fieldAtFault(own.current, field)?.focus({ preventScroll: true })
    own.current?.scrollIntoView({ block: 'nearest' })
  })
  useEffect(() => {
    if (children) show()
  }, [children])
  return (
    <div
      ref={own}
      role="alert"
      className="flex scroll-my-4 items-start gap-2 rounded-md bg-danger-soft px-2.5 py-2 text-danger empty:hidden"
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

/** What was refused is emptied if it is a secret, and the browser knows what is missing then. */
function fieldAtFault(problem: HTMLElement | null, field: string | undefined): HTMLElement | null {
  if (field !== undefined) return document.getElementById(field)
  const form = problem?.closest('form')
  return form?.querySelector<HTMLElement>(':is(input, textarea, select):invalid') ?? null
}
