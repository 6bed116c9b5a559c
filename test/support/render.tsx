import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { RevealInPlaceActions } from '@/components/reveal/reveal-actions'
import { LiveProvider } from '@/components/shell/live-provider'
import { ShellContext } from '@/components/shell/shell-context'
import { ClockProvider } from '@/components/ui/time/clock'
import type { LiveEvent } from '@/lib/model/live/live-view'

type Options = {
  /** What the live view told last. */
  event?: LiveEvent
  /** What the clock says; Unix milliseconds. */
  nowMs?: number
  /** What whoever may reveal has. */
  reveal?: RevealInPlaceActions
}

/** What a page shows when it is rendered on the server: its text, without the HTML around it. */
export function renderedText(
  page: ReactNode,
  { event, nowMs = Date.now(), reveal }: Options = {},
): string {
  const html = renderToStaticMarkup(
    <AppRouterContext value={ROUTER}>
      <ClockProvider now={nowMs} timeZone="UTC">
        <LiveProvider
          initial={event === undefined ? null : { epoch: 'test', seq: 1, event }}
          session="test"
        >
          <ShellContext value={{ ...SHELL, reveal: reveal ?? null }}>{page}</ShellContext>
        </LiveProvider>
      </ClockProvider>
    </AppRouterContext>,
  )
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll(' .', '.')
    .replaceAll(' ,', ',')
    .trim()
}

const nothing = () => undefined

const ROUTER = {
  back: nothing,
  forward: nothing,
  refresh: nothing,
  push: nothing,
  replace: nothing,
  prefetch: nothing,
  bfcacheId: '',
}

const SHELL = {
  user: { email: 'somebody@example.com', role: 'operator' as const },
  hasCommandKey: false,
  runs: null,
  signOut: async () => undefined,
  collapsed: false,
  setCollapsed: nothing,
  theme: 'system' as const,
  setTheme: nothing,
  drawerOpen: false,
  setDrawerOpen: nothing,
  paletteOpen: false,
  setPaletteOpen: nothing,
  keysOpen: false,
  setKeysOpen: nothing,
  titleBar: { start: null, tools: null },
}
