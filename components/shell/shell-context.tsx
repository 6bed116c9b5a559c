'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { RevealInPlaceActions } from '@/components/reveal/reveal-actions'
import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import type { Role } from '@/lib/model/permissions'
import type { Theme } from '@/lib/model/preferences'

/** Starts, stops and interrupts ingestion. */
export type RunActions = {
  ingestNow: () => Promise<ActionResult<{ kind: 'done'; runId: number; alreadyRunning: boolean }>>
  stopRun: (
    runId: number,
  ) => Promise<ActionResult<Done | { kind: 'ended-already'; problem: string }>>
  /** Has one of the consoles follow the queue until further notice, or ends that. */
  follow: (isFollowed: boolean) => Promise<ActionResult<Done>>
  /** Has all consoles and workers pause, or go on. */
  pauseAll: (isPaused: boolean) => Promise<ActionResult<Done>>
}

export type ShellUser = { email: string; role: Role }

export type Shell = {
  user: ShellUser
  /** Whether shortcuts are pressed with ⌘ rather than Ctrl. */
  hasCommandKey: boolean
  collapsed: boolean
  setCollapsed: (collapsed: boolean) => void
  drawerOpen: boolean
  setDrawerOpen: (open: boolean) => void
  paletteOpen: boolean
  setPaletteOpen: (open: boolean) => void
  keysOpen: boolean
  setKeysOpen: (open: boolean) => void
  theme: Theme
  setTheme: (theme: Theme) => void
  signOut: () => Promise<void>
  runs: RunActions | null
  /** Brings originals back; null for those who may not. */
  reveal: RevealInPlaceActions | null
  titleBar: TitleBar
}

/** What stands in the title bar of every page. */
export type TitleBar = {
  /** Before the title. */
  start: ReactNode
  /** Before the page's own buttons. */
  tools: ReactNode
}

export const ShellContext = createContext<Shell | null>(null)

/** The frame's state; only inside the console. */
export function useShell(): Shell {
  const shell = useContext(ShellContext)
  if (shell === null) throw new Error('useShell is for components inside the console frame')
  return shell
}
