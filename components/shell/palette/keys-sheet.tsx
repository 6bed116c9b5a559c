'use client'

import { useCommandKey } from '@/components/shell/palette/use-command-key'
import { useShell } from '@/components/shell/shell-context'
import { navFor } from '@/components/shell/sidebar/nav'
import { Kbd } from '@/components/ui/kbd'
import { Dialog, DialogBody, DialogContent } from '@/components/ui/overlay/dialog'

type Group = { name: string; keys: [keys: string[], what: string][] }

/** Every key, on one sheet. */
export function KeysSheet() {
  const { user, keysOpen, setKeysOpen } = useShell()
  const commandKey = useCommandKey()
  const groups: Group[] = [
    {
      name: 'Anywhere',
      keys: [
        [[`${commandKey}K`], 'Search or run a command'],
        [['['], 'Collapse or widen the sidebar'],
        [['?'], 'Show this sheet'],
        [['esc'], 'Close what is open'],
      ],
    },
    {
      name: 'Go to',
      keys: navFor(user.role).map((item) => [['g', item.key], item.label]),
    },
    {
      name: 'In a list',
      keys: [
        [['j'], 'Next row'],
        [['k'], 'Previous row'],
        [['↵'], 'Inspect the row'],
        [['/'], 'Filter'],
      ],
    },
  ]
  return (
    <Dialog open={keysOpen} onOpenChange={setKeysOpen}>
      <DialogContent title="Keys" className="max-w-140">
        <DialogBody focusable className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
          {groups.map((group) => (
            <section key={group.name} aria-label={group.name}>
              <h3 className="mb-1.5 text-muted text-sm">{group.name}</h3>
              <dl className="flex flex-col">
                {group.keys.map(([keys, what]) => (
                  <div
                    key={what}
                    className="flex h-8 items-center justify-between gap-4 border-line border-b last:border-0"
                  >
                    <dt>{what}</dt>
                    <dd>
                      <Kbd keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </DialogBody>
      </DialogContent>
    </Dialog>
  )
}
