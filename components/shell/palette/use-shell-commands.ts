'use client'

import { Ban, Keyboard, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import {
  askFor,
  CONTROL_LOOKS,
  type ControlAnswer,
  type RunControlKind,
  runControls,
} from '@/components/runs/run-controls'
import { settingsPagesFor } from '@/components/settings/settings-pages'
import { useLiveFact } from '@/components/shell/live-provider'
import { type Command, usePageCommands } from '@/components/shell/palette/commands'
import { type RunActions, useShell } from '@/components/shell/shell-context'
import { navFor } from '@/components/shell/sidebar/nav'
import { callAction } from '@/components/ui/ask/call-action'
import { toast } from '@/components/ui/overlay/toast-store'
import type { LiveEvent } from '@/lib/model/live/live-view'
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
  const ofRun = useRunCommands()
  const ofPage = usePageCommands()
  return useMemo(() => {
    const nav = navFor(user.role)
    const pages = nav.map((item) => ({
      id: item.href,
      group: 'Go to',
      label: item.label,
      icon: item.icon,
      keys: ['g', item.key],
      run: () => router.push(item.href),
    }))
    const rejectedToday: Command = {
      id: 'rejected-today',
      group: 'Go to',
      label: 'Rejected today, by reason',
      words: 'why bad messages reasons count',
      icon: Ban,
      run: () => router.push('/rejected?by=reason&range=today'),
    }
    const settings = settingsPagesFor(user.role)
      .filter(({ href }) => nav.every((item) => item.href !== href))
      .map(({ href, label, words }) => ({
        ...{ id: href, group: 'Settings', label, words, icon: Settings },
        run: () => router.push(href),
      }))
    const themes = THEME_COMMANDS.filter((each) => each.theme !== theme).map((each) => ({
      id: `theme-${each.theme}`,
      group: 'Console',
      label: each.label,
      words: 'theme mode',
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
    const others = grouped(ofPage.filter(({ group }) => group !== 'Console'))
    return [
      ...[...pages, rejectedToday, ...settings, ...ofRun, ...others],
      ...[...ofConsole, ...themes, ...rest],
    ]
  }, [user.role, theme, setTheme, setKeysOpen, signOut, router, ofRun, ofPage])
}

/** Those of a group together, whoever added them, and when. */
function grouped(commands: Command[]): Command[] {
  const groups = [...new Set(commands.map(({ group }) => group))]
  return groups.flatMap((name) => commands.filter(({ group }) => group === name))
}

/** What the overview offers as buttons; a toast tells what failed, as it happens elsewhere. */
function useRunCommands(): Command[] {
  const { runs } = useShell()
  const router = useRouter()
  const runId = useLiveFact(runIdOf)
  const kinds = useLiveFact(kindsOf)
  return useMemo(() => {
    if (runs === null || kinds === null) return []
    return (kinds.split(' ') as RunControlKind[]).toReversed().map((kind) => ({
      id: kind,
      group: 'Run',
      label: kind === 'stop-run' ? `Stop run ${runId}` : CONTROL_LOOKS[kind].word,
      words: kind === 'ingest' ? 'drain start run queue' : 'ingest queue',
      icon: CONTROL_LOOKS[kind].icon,
      run: () => {
        if (kind === 'ingest' || kind === 'follow') router.push('/')
        void ask(kind, runId, runs)
      },
    }))
  }, [runs, runId, kinds, router])
}

function runIdOf(event: LiveEvent | null): number | null {
  return event?.run?.id ?? null
}

/** What can be done just now, as one text: the list is drawn anew only where that changes. */
function kindsOf(event: LiveEvent | null): string | null {
  return event === null ? null : runControls(event.run, event.ingestion).join(' ')
}

async function ask(kind: RunControlKind, runId: number | null, runs: RunActions) {
  const run = runId === null ? null : { id: runId }
  const result = await callAction<ControlAnswer>(() => askFor(kind, run, runs))
  if (result.kind !== 'done') {
    toast.error(CONTROL_LOOKS[kind].failure, { description: result.problem ?? '' })
  } else if (result.alreadyRunning) toast.info(`Run ${result.runId} is already running.`)
  else if (kind === 'stop-run') {
    toast.success(`Run ${runId} finishes the batches in hand and stops.`)
  }
}
