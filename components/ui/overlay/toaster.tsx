'use client'

import { Toaster as Sonner } from 'sonner'

export { toast } from 'sonner'

/** Where toasts appear: above the status bar, and only for what happened elsewhere. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      offset={{ bottom: 36, right: 12 }}
      gap={8}
      style={{ fontFamily: 'inherit' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-80 items-start gap-2.5 rounded-lg bg-raised px-3 py-2.5 text-base text-ink shadow-float',
          icon: 'mt-0.5 shrink-0',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'text-muted',
          success: '[&_[data-icon]]:text-ok',
          error: '[&_[data-icon]]:text-danger',
          warning: '[&_[data-icon]]:text-warn',
          info: '[&_[data-icon]]:text-info',
        },
      }}
    />
  )
}
