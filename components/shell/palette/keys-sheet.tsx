'use client'

import { lazy, Suspense } from 'react'
import { useShell } from '@/components/shell/shell-context'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'

const load = () => import('@/components/shell/palette/keys-dialog')
const KeysDialog = lazy(async () => ({ default: (await load()).KeysDialog }))

/** Every key, on one sheet. */
export function KeysSheet() {
  const { keysOpen, setKeysOpen } = useShell()
  useIdleLoad(load)
  if (!keysOpen) return null
  return (
    <Suspense>
      <KeysDialog close={() => setKeysOpen(false)} />
    </Suspense>
  )
}
