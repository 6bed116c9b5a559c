'use client'

import { Eye } from 'lucide-react'
import Link from 'next/link'
import { useShell } from '@/components/shell/shell-context'
import { cn } from '@/components/ui/cn'
import { revealHref } from '@/lib/model/parse-tokens'
import { can } from '@/lib/model/permissions'
import { isToken } from '@/lib/model/token'

type Props = { token: string | null; className?: string }

/** The way from a token to its original, for those who may; nothing for others, or where there is no token. */
export function RevealLink({ token, className }: Props) {
  const { user } = useShell()
  if (!can(user, 'reveal') || token === null || !isToken(token)) return null
  return (
    <Link
      href={revealHref([token])}
      prefetch={false}
      className={cn(
        'mt-1.5 inline-flex items-center gap-1.5 rounded-sm text-accent underline-offset-4 hover:underline',
        className,
      )}
    >
      <Eye aria-hidden className="size-3.5" /> Reveal…
    </Link>
  )
}
