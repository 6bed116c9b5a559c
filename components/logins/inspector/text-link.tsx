import Link from 'next/link'
import type { ReactNode } from 'react'

/** A link within the facts of a login. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="rounded-sm text-accent underline underline-offset-4"
    >
      {children}
    </Link>
  )
}
