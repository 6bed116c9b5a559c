'use client'

import { Eye } from 'lucide-react'
import { useMemo, useState } from 'react'
import { RevealInPlace } from '@/components/reveal/in-place/reveal-in-place'
import { tokensOf } from '@/components/reveal/in-place/revealable'
import { useCommands } from '@/components/shell/palette/commands'
import { useShell } from '@/components/shell/shell-context'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/format'
import type { LoginRow } from '@/lib/model/login'

/** Brings back the originals of the selected logins, by one justification; nothing for those who may not. */
export function RevealSelected({ logins }: { logins: LoginRow[] }) {
  const { reveal } = useShell()
  const [isOpen, setOpen] = useState(false)
  const tokens = useMemo(() => tokensOf(logins), [logins])
  const may = reveal !== null && tokens.length > 0
  const commands = useMemo(() => {
    const label = 'Reveal the values of the selected logins'
    const run = () => setOpen(true)
    return may ? [{ id: 'reveal-selected', group: 'This page', label, icon: Eye, run }] : []
  }, [may])
  useCommands(commands)
  if (!may) return null
  const count = formatCount(tokens.length, 'value')
  return (
    <>
      <Button size="sm" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Eye /> Reveal {count}…
      </Button>
      <RevealInPlace
        what={`${count} of ${formatCount(logins.length, 'login')}`}
        tokens={tokens}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  )
}
