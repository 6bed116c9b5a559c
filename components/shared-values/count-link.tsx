import Link from 'next/link'

type Props = {
  /** Whether the row is of what is hidden: nothing leads anywhere then. */
  isHidden: boolean
  href: string
  children: string
}

/** A count leads to what it counts. */
export function CountLink({ isHidden, href, children }: Props) {
  if (isHidden) return children
  return (
    <Link
      href={href}
      prefetch={false}
      onClick={(event) => event.stopPropagation()}
      className="rounded-sm text-accent underline-offset-4 hover:underline"
    >
      {children}
    </Link>
  )
}
