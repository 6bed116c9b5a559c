'use client'

import type { LucideIcon } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'

/** Something the palette can do. */
export type Command = {
  id: string
  group: string
  label: string
  icon?: LucideIcon
  /** Other words it is found by. */
  words?: string
  keys?: string[]
  run: () => void
}

/**
 * Adds a page's own commands to the palette for as long as the page is shown. Memoise the list: a
 * new one replaces the old.
 */
export function useCommands(commands: Command[]) {
  useEffect(() => {
    pageCommands = [...pageCommands, ...commands]
    tell()
    return () => {
      pageCommands = pageCommands.filter((command) => !commands.includes(command))
      tell()
    }
  }, [commands])
}

/** The commands that pages have added. */
export function usePageCommands(): Command[] {
  return useSyncExternalStore(
    subscribe,
    () => pageCommands,
    () => NONE,
  )
}

const NONE: Command[] = []
const listeners = new Set<() => void>()
let pageCommands = NONE

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function tell() {
  for (const listener of listeners) listener()
}
