import type { ReactNode } from 'react'
import { Logo } from '@/components/shell/sidebar/logo'

type Props = {
  /** The page's name; the product's is shown. */
  title: string
  /** Why somebody is here who wanted to go elsewhere. */
  reason?: ReactNode
  children: ReactNode
  /** A sentence below. */
  note?: ReactNode
}

/** The frame of the pages before the console: signing in, and choosing a password. */
export function Entrance({ title, reason, children, note }: Props) {
  return (
    <main className="flex min-h-dvh flex-col bg-frame">
      <div className="flex flex-1 items-center justify-center px-4 py-10">
        <div className="w-full max-w-84">
          <div className="mb-6 flex items-center gap-2.5 px-px">
            <Logo className="size-6" />
            <h1 className="font-semibold text-xl">
              <span className="sr-only">{title} </span>Veilgate
            </h1>
          </div>
          <div className="rounded-lg border border-line bg-surface p-5">
            {reason ? (
              <p role="status" className="mb-4 rounded-md bg-info-soft px-2.5 py-2 text-info">
                {reason}
              </p>
            ) : null}
            {children}
          </div>
          {note ? <p className="mt-4 px-px text-muted text-sm">{note}</p> : null}
        </div>
      </div>
    </main>
  )
}
