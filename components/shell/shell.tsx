'use client'

import { type ReactNode, useMemo, useState } from 'react'
import { AlertNotifier } from '@/components/alerts/alert-notifier'
import { useSignOut } from '@/components/draft/use-sign-out'
import { CopyLink } from '@/components/links/copy-link'
import type { RevealInPlaceActions } from '@/components/reveal/reveal-actions'
import { FrameWatch } from '@/components/shell/frame/frame-watch'
import { CommandPalette } from '@/components/shell/palette/command-palette'
import { GlobalKeys } from '@/components/shell/palette/global-keys'
import { KeysSheet } from '@/components/shell/palette/keys-sheet'
import { PaletteButton } from '@/components/shell/palette/palette-button'
import {
  type RunActions,
  ShellContext,
  type Shell as ShellState,
  type ShellUser,
  type TitleBar,
} from '@/components/shell/shell-context'
import { DrawerButton } from '@/components/shell/sidebar/drawer-button'
import { Sidebar } from '@/components/shell/sidebar/sidebar'
import { SidebarDrawer } from '@/components/shell/sidebar/sidebar-drawer'
import { StatusBar } from '@/components/shell/status/status-bar'
import { rememberPreference, type Theme } from '@/lib/model/preferences'

/** Among the scripts of the frame: a page and its skeleton would each load a copy of their own. */
const TITLE_BAR: TitleBar = {
  start: <DrawerButton />,
  tools: (
    <>
      <PaletteButton />
      <CopyLink />
    </>
  ),
}

type Props = {
  user: ShellUser
  /** As the cookies of the last visit say, so that nothing jumps. */
  initiallyCollapsed: boolean
  initialTheme: Theme
  hasCommandKey: boolean
  /** Names the build that rendered the page. */
  build: string
  runs: RunActions | null
  reveal: RevealInPlaceActions | null
  signOut: () => Promise<void>
  children: ReactNode
}

/** The frame around every page: full height, never scrolling; only panes within it do. */
export function Shell(props: Props) {
  const { user, runs, reveal, hasCommandKey, children } = props
  const [collapsed, setCollapsedState] = useState(props.initiallyCollapsed)
  const [theme, setThemeState] = useState(props.initialTheme)
  const [drawerOpen, setDrawerOpen] = useState(false)
  const [paletteOpen, setPaletteOpen] = useState(false)
  const [keysOpen, setKeysOpen] = useState(false)

  const signOut = useSignOut(props.signOut)

  const shell = useMemo<ShellState>(
    () => ({
      user,
      hasCommandKey,
      runs,
      reveal,
      signOut,
      collapsed,
      setCollapsed: (next) => {
        setCollapsedState(next)
        rememberPreference('sidebar', next ? 'collapsed' : 'open')
      },
      theme,
      setTheme: (next) => {
        setThemeState(next)
        rememberPreference('theme', next)
        applyTheme(next)
      },
      drawerOpen,
      setDrawerOpen,
      paletteOpen,
      setPaletteOpen,
      keysOpen,
      setKeysOpen,
      titleBar: TITLE_BAR,
    }),
    [
      user,
      hasCommandKey,
      runs,
      reveal,
      signOut,
      collapsed,
      theme,
      drawerOpen,
      paletteOpen,
      keysOpen,
    ],
  )

  return (
    <ShellContext value={shell}>
      <SkipLink />
      <div className="grid h-dvh min-w-80 print:block print:h-auto print:overflow-visible grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_24px] overflow-hidden">
        <Sidebar />
        <div className="relative flex min-h-0 min-w-0 flex-col max-lg:col-span-2 print:block">
          {children}
          <FrameWatch owner={user.email} build={props.build} />
        </div>
        <StatusBar />
      </div>
      <SidebarDrawer />
      <CommandPalette />
      <KeysSheet />
      <GlobalKeys />
      <AlertNotifier />
    </ShellContext>
  )
}

function SkipLink() {
  return (
    <a
      href="#content"
      className="absolute -top-10 left-2 z-50 rounded-md bg-raised px-3 py-1.5 focus:top-2 focus:shadow-float print:hidden"
    >
      Skip to the page
    </a>
  )
}

function applyTheme(theme: Theme) {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
}
