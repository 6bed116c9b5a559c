import Link from 'next/link'
import { Swatch } from '@/components/masked-value/swatch'
import { shortToken } from '@/lib/model/token'

/** A device or IP by the first digits of its token, which lead to its page. */
export function ThingLink({ token, href }: { token: string; href: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      title={token}
      translate="no"
      onClick={(event) => event.stopPropagation()}
      className="inline-flex max-w-full items-center gap-2 rounded-sm align-middle font-mono text-sm underline-offset-4 hover:underline"
    >
      <Swatch token={token} />
      <span className="truncate">{shortToken(token)}…</span>
    </Link>
  )
}
