'use client'

import { Eraser, Eye, List, type LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { loginsHref } from '@/components/logins/logins-href'
import { type Command, useCommands } from '@/components/shell/palette/commands'
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
  const asked = tokens.slice(0, MAX_TOKENS)
  useVerbCommands({
    logins: loginsHref({ user_id: user.id }),
    reveal: mayReveal ? revealHref(asked) : null,
    erase: mayErase ? eraseHref(user.id) : null,
  })
  if (!mayReveal && !mayErase) return null
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

type Hrefs = { logins: string; reveal: string | null; erase: string | null }

function useVerbCommands({ logins, reveal, erase }: Hrefs) {
  const router = useRouter()
  const commands = useMemo(() => {
    const to = (id: string, label: string, icon: LucideIcon, href: string | null): Command[] =>
      href === null ? [] : [{ id, group: 'This user', label, icon, run: () => router.push(href) }]
    return [
      ...to('user-logins', 'Show the logins of this user', List, logins),
      ...to('user-reveal', 'Reveal the tokens of this user', Eye, reveal),
      ...to('user-erase', 'Erase this user', Eraser, erase),
    ]
  }, [router, logins, reveal, erase])
  useCommands(commands)
}

const LINK =
  'inline-flex items-center gap-1.5 rounded-sm text-accent underline-offset-4 hover:underline'
