'use client'

import { Keyboard, LogOut, Monitor, Moon, Play, Square, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useLive } from '@/components/shell/live-provider'
import { type Command, usePageCommands } from '@/components/shell/palette/commands'
import { useShell } from '@/components/shell/shell-context'
import { navFor } from '@/components/shell/sidebar/nav'
import { callAction } from '@/components/ui/call-action'
import { toast } from '@/components/ui/overlay/toast-store'
import { isOnQueue } from '@/lib/model/ledger'
import type { Theme } from '@/lib/model/preferences'

const THEME_COMMANDS: { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: 'system', label: 'Follow the system’s colours', icon: Monitor },
  { theme: 'light', label: 'Light colours', icon: Sun },
  { theme: 'dark', label: 'Dark colours', icon: Moon },
]

/** All that the palette offers just now: pages, the run, what the page adds, and the console itself. */
export function useShellCommands(): Command[] {
  const { user, theme, setTheme, setKeysOpen, signOut } = useShell()
  const router = useRouter()
  const run = useRunCommand()
  const ofPage = usePageCommands()
  return useMemo(() => {
    const pages = navFor(user.role).map((item) => ({
      id: item.href,
      group: 'Go to',
      label: item.label,
      icon: item.icon,
      keys: ['g', item.key],
      run: () => router.push(item.href),
    }))
    const themes = THEME_COMMANDS.filter((each) => each.theme !== theme).map((each) => ({
      id: `theme-${each.theme}`,
      group: 'Console',
      label: each.label,
      words: 'theme dark light mode',
      icon: each.icon,
      run: () => setTheme(each.theme),
    }))
    const rest: Command[] = [
      {
        id: 'keys',
        group: 'Console',
        label: 'Show all keys',
        words: 'shortcuts help keyboard',
        icon: Keyboard,
        keys: ['?'],
        run: () => setKeysOpen(true),
      },
      {
        id: 'sign-out',
        group: 'Console',
        label: 'Sign out',
        words: 'log out leave',
        icon: LogOut,
        run: () => void signOut(),
      },
    ]
    // The palette shows a heading wherever the group changes.
    const ofConsole = ofPage.filter(({ group }) => group === 'Console')
    const others = ofPage.filter(({ group }) => group !== 'Console')
    return [...pages, ...(run ? [run] : []), ...others, ...ofConsole, ...themes, ...rest]
  }, [user.role, theme, setTheme, setKeysOpen, signOut, router, run, ofPage])
}

/** Starting a run, or stopping the one that works; a toast tells, as it happens elsewhere. */
function useRunCommand(): Command | null {
  const { runs } = useShell()
  const { event } = useLive()
  const router = useRouter()
  const active = event?.run && isOnQueue(event.run) ? event.run.id : null
  return useMemo(() => {
    if (runs === null) return null
    if (active !== null) {
      return {
        id: 'stop',
        group: 'Run',
        label: `Stop run ${active}`,
        icon: Square,
        run: () => void stop(runs.stopRun, active),
      }
    }
    return {
      id: 'ingest',
      group: 'Run',
      label: 'Ingest now',
      words: 'drain start run queue',
      icon: Play,
      run: () => {
        router.push('/')
        void start(runs.ingestNow)
      },
    }
  }, [runs, active, router])
}

type Runs = NonNullable<ReturnType<typeof useShell>['runs']>

async function start(ingestNow: Runs['ingestNow']) {
  const result = await callAction(() => ingestNow())
  if (result.kind !== 'done') {
    toast.error('The run was not started.', { description: result.problem })
  } else if (result.alreadyRunning) toast.info(`Run ${result.runId} is already running.`)
}

async function stop(stopRun: Runs['stopRun'], runId: number) {
  const result = await callAction(() => stopRun(runId))
  if (result.kind !== 'done') {
    toast.error('The run was not stopped.', { description: result.problem })
  } else toast.success(`Run ${runId} finishes the batches in hand and stops.`)
}
