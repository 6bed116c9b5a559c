'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { PassphraseField } from '@/components/reveal/passphrase-field'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { ConfirmDialog } from '@/components/ui/overlay/confirm-dialog'
import { formatCount } from '@/lib/format/format'

type Props = {
  purge: NonNullable<DeadLetterActions['purge']>
  /** What has to be typed. */
  name: string
  waiting: number
  /** Other queues whose dead letters are deleted with ours. */
  otherSources: readonly string[] | null
}

/** Deletes all dead letters, once the name of their queue is typed, and the passphrase where it is needed. */
export function PurgeButton({ purge, name, waiting, otherSources }: Props) {
  const router = useRouter()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const close = () => {
    setOpen(false)
    setTyped('')
    setPassphrase('')
  }
  const run = async () => {
    const result = await callAction(
      () => purge({ name: typed, passphrase }),
      'Reload the page to see whether it went through.',
    )
    setPassphrase('')
    if (result.kind !== 'done') return result.problem
    router.refresh()
    return undefined
  }
  return (
    <>
      <Button
        variant="ghost"
        className="text-danger hover:text-danger"
        onClick={() => setOpen(true)}
      >
        <Trash2 /> <span className="max-sm:sr-only">Purge…</span>
      </Button>
      {open ? (
        <ConfirmDialog
          title={`Purge about ${formatCount(waiting, 'message')}?`}
          description={`All that ${name} holds is deleted for good, whether or not it is stored${others(otherSources)}. Nothing can bring it back. It is recorded in the audit log.`}
          confirm="Purge"
          danger
          fields={
            <div className="flex flex-col gap-4">
              <Field id={id} label="Name of the dead-letter queue">
                <Input
                  id={id}
                  autoComplete="off"
                  spellCheck={false}
                  placeholder={name}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              </Field>
              <PassphraseField need="optional" value={passphrase} onChange={setPassphrase} />
            </div>
          }
          onConfirm={run}
          onClose={close}
        />
      ) : null}
    </>
  )
}

function others(sources: readonly string[] | null): string {
  if (sources === null || sources.length === 0) return ''
  return `, messages from ${sources.join(', ')} among it`
}
