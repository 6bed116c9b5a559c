'use client'

import { useShell } from '@/components/shell/shell-context'

/** What every page has before its title; the frame brings it. */
export function TitleBarStart() {
  return useShell().titleBar.start
}

/** What every page has before its own buttons. */
export function TitleBarTools() {
  return useShell().titleBar.tools
}
