'use client'

import { Eraser, Eye, List, type LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { loginsHref } from '@/components/logins/logins-href'
import { RevealInPlace } from '@/components/reveal/in-place/reveal-in-place'
import { revealable } from '@/components/reveal/in-place/revealable'
import { type Command, useCommands } from '@/components/shell/palette/commands'
import { useShell } from '@/components/shell/shell-context'
import type { FoundUser } from '@/lib/db/users/find-user'
import { formatCount, formatNumber } from '@/lib/format/format'
import { MAX_TOKENS } from '@/lib/model/parse-tokens'
import { can } from '@/lib/model/permissions'
import { eraseHref } from '@/lib/model/user-path'

type Props = { user: Pick<FoundUser, 'id' | 'device' | 'ip'> }

/** The ways to a user's originals and to their erasure, for those who may; nothing for others. */
export function UserVerbs({ user }: Props) {
  const { user: viewer, reveal } = useShell()
  const [isRevealing, setRevealing] = useState(false)
  const tokens = revealable([...user.device, ...user.ip].map(({ value }) => value))
  const mayReveal = reveal !== null && tokens.length > 0
  const mayErase = can(viewer, 'erase')
  const asked = tokens.slice(0, MAX_TOKENS)
  const count =
    asked.length < tokens.length
      ? `${asked.length} of ${formatNumber(tokens.length)} tokens`
      : formatCount(tokens.length, 'token')
  useVerbCommands({
    logins: loginsHref({ user_id: user.id }),
    reveal: mayReveal ? setRevealing : null,
    erase: mayErase ? eraseHref(user.id) : null,
  })
  if (!mayReveal && !mayErase) return null
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 print:hidden">
      {mayReveal ? (
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => setRevealing(true)}
          className={LINK}
        >
          <Eye aria-hidden className="size-3.5" /> Reveal {count}…
        </button>
      ) : null}
      <RevealInPlace
        what={`${count} of this user`}
        tokens={asked}
        isOpen={isRevealing}
        onClose={() => setRevealing(false)}
      />
      {mayErase ? (
        <Link href={eraseHref(user.id)} prefetch={false} className={LINK}>
          <Eraser aria-hidden className="size-3.5" /> Erase…
        </Link>
      ) : null}
    </p>
  )
}

type Verbs = {
  logins: string
  reveal: ((isRevealing: boolean) => void) | null
  erase: string | null
}

function useVerbCommands({ logins, reveal, erase }: Verbs) {
  const router = useRouter()
  const commands = useMemo(() => {
    const to = (
      id: string,
      label: string,
      icon: LucideIcon,
      run: (() => void) | null,
    ): Command[] => (run === null ? [] : [{ id, group: 'This user', label, icon, run }])
    return [
      ...to('user-logins', 'Show the logins of this user', List, () => router.push(logins)),
      ...to(
        'user-reveal',
        'Reveal the tokens of this user',
        Eye,
        reveal === null ? null : () => reveal(true),
      ),
      ...to(
        'user-erase',
        'Erase this user',
        Eraser,
        erase === null ? null : () => router.push(erase),
      ),
    ]
  }, [router, logins, reveal, erase])
  useCommands(commands)
}

const LINK =
  'inline-flex items-center gap-1.5 rounded-sm text-accent underline-offset-4 hover:underline'
