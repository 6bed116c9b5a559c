'use client'

import { Eraser, Eye } from 'lucide-react'
import Link from 'next/link'
import { useShell } from '@/components/shell/shell-context'
import type { FoundUser } from '@/lib/db/users/find-user'
import { formatCount, formatNumber } from '@/lib/format/format'
import { MAX_TOKENS, revealHref } from '@/lib/model/parse-tokens'
import { can } from '@/lib/model/permissions'
import { isErased, isToken } from '@/lib/model/token'
import { eraseHref } from '@/lib/model/user-path'

type Props = { user: Pick<FoundUser, 'id' | 'device' | 'ip'> }

/** The ways to a user's originals and to their erasure, for those who may; nothing for others. */
export function UserVerbs({ user }: Props) {
  const { user: viewer } = useShell()
  const tokens = [...user.device, ...user.ip]
    .map(({ value }) => value)
    .filter((value) => isToken(value) && !isErased(value))
  const mayReveal = can(viewer, 'reveal') && tokens.length > 0
  const mayErase = can(viewer, 'erase')
  if (!mayReveal && !mayErase) return null
  const asked = tokens.slice(0, MAX_TOKENS)
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 print:hidden">
      {mayReveal ? (
        <Link href={revealHref(asked)} prefetch={false} className={LINK}>
          <Eye aria-hidden className="size-3.5" /> Reveal{' '}
          {asked.length < tokens.length
            ? `${asked.length} of ${formatNumber(tokens.length)} tokens`
            : formatCount(tokens.length, 'token')}
          …
        </Link>
      ) : null}
      {mayErase ? (
        <Link href={eraseHref(user.id)} prefetch={false} className={LINK}>
          <Eraser aria-hidden className="size-3.5" /> Erase…
        </Link>
      ) : null}
    </p>
  )
}

const LINK =
  'inline-flex items-center gap-1.5 rounded-sm text-accent underline-offset-4 hover:underline'
