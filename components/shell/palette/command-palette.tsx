'use client'

import { lazy, Suspense } from 'react'
import { useShell } from '@/components/shell/shell-context'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'

const load = () => import('@/components/shell/palette/palette-dialog')
const PaletteDialog = lazy(async () => ({ default: (await load()).PaletteDialog }))

/** Everything the console can do, found by typing. */
export function CommandPalette() {
  const { paletteOpen, setPaletteOpen } = useShell()
  useIdleLoad(load)
  if (!paletteOpen) return null
  return (
    <Suspense>
      <PaletteDialog close={() => setPaletteOpen(false)} />
    </Suspense>
  )
}
