'use client'

import { CircleCheck, CircleX, Info, type LucideIcon, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { type Toast, type Tone, toasts } from '@/components/ui/overlay/toast-store'

const LOOKS: Record<Tone, { icon: LucideIcon; colour: string; shownMs: number }> = {
  success: { icon: CircleCheck, colour: 'text-ok', shownMs: 5_000 },
  info: { icon: Info, colour: 'text-info', shownMs: 5_000 },
  error: { icon: CircleX, colour: 'text-danger', shownMs: 12_000 },
}

/** One toast; it stays while it is pointed at or has the focus. */
export function ToastCard({ toast }: { toast: Toast }) {
  const { icon: Icon, colour, shownMs } = LOOKS[toast.tone]
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => toasts.remove(toast.id), shownMs)
    return () => clearTimeout(timer)
  }, [toast.id, shownMs, isHeld])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is held, not acted on, and its role varies
    <div
      role={toast.tone === 'error' ? 'alert' : 'status'}
      data-state="open"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="float-motion pointer-events-auto flex w-80 max-w-full items-start gap-2.5 rounded-lg bg-raised forced-colors:border px-3 py-2.5 text-ink shadow-float"
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', colour)} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{toast.title}</p>
        {toast.description ? <p className="text-muted">{toast.description}</p> : null}
      </div>
      <Button
        variant="ghost"
        size="icon-xs"
        aria-label="Dismiss"
        onClick={() => toasts.remove(toast.id)}
      >
        <X />
      </Button>
    </div>
  )
}
