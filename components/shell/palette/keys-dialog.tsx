'use client'

import Link from 'next/link'
import { KEYS, keyGroups } from '@/components/shell/palette/keys'
import { useCommandKey } from '@/components/shell/palette/use-command-key'
import { useShell } from '@/components/shell/shell-context'
import { navFor } from '@/components/shell/sidebar/nav'
import { Kbd } from '@/components/ui/kbd'
import { Dialog, DialogBody, DialogContent } from '@/components/ui/overlay/dialog'
import { useSoon } from '@/components/ui/use-soon'

/** The sheet of keys, and the way to what the words mean. */
export function KeysDialog({ close }: { close: () => void }) {
  const isListDrawn = useSoon()
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent title="Keys" className="max-w-160">
        <DialogBody focusable className="gap-x-8 sm:columns-2">
          {isListDrawn ? <Groups /> : <div className="h-[72vh] break-inside-avoid" />}
        </DialogBody>
        <p className="border-line border-t px-4 py-3 text-muted">
          What tokens, ledgers and the other words mean:{' '}
          <Link
            href="/help"
            onClick={close}
            className="rounded-sm text-accent underline underline-offset-4"
          >
            Help
          </Link>
        </p>
      </DialogContent>
    </Dialog>
  )
}

/** All keys by where they work, and those of the pages. */
function Groups() {
  const { user } = useShell()
  const commandKey = useCommandKey()
  const [anywhere, ...others] = keyGroups()
  const goTo: ReturnType<typeof keyGroups>[number] = {
    name: 'Go to',
    keys: navFor(user.role).map(({ key, label }) => {
      return { group: 'Go to', caps: ['g', key], what: label }
    }),
  }
  const groups = anywhere === undefined ? [goTo] : [anywhere, goTo, ...others]
  return groups.map((group) => (
    <section key={group.name} aria-label={group.name} className="mb-5 break-inside-avoid">
      <h3 className="mb-1.5 text-muted text-sm">{group.name}</h3>
      <dl className="flex flex-col">
        {group.keys.map(({ caps, what }) => (
          <div
            key={what}
            className="flex h-8 items-center justify-between gap-4 border-line border-b last:border-0"
          >
            <dt>{what}</dt>
            <dd>
              <Kbd keys={caps === KEYS.palette.caps ? [`${commandKey}K`] : [...caps]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}
