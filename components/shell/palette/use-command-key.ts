'use client'

import { useShell } from '@/components/shell/shell-context'

/** `⌘` on a Mac, `Ctrl ` elsewhere; as the server found it, so that nothing changes on loading. */
export function useCommandKey(): string {
  return useShell().hasCommandKey ? '⌘' : 'Ctrl '
}
