'use client'

import { Clock } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useCommands } from '@/components/shell/palette/commands'
import { useNow, useTimeZone, useUtc } from '@/components/ui/time/clock'

/** Which zone all times are in; turns them to UTC and back. */
export function ZoneToggle() {
  const [isUtc, setUtc] = useUtc()
  const timeZone = useTimeZone()
  const now = useNow()
  const router = useRouter()
  const label = isUtc ? 'Show times in my time zone' : 'Show times in UTC'

  const commands = useMemo(() => {
    const run = () => {
      setUtc(!isUtc)
      // Days, and what is counted by them, are the server's.
      router.refresh()
    }
    return [{ id: 'zone', group: 'Console', label, words: 'time zone utc local', icon: Clock, run }]
  }, [isUtc, setUtc, router, label])
  useCommands(commands)

  return (
    <button
      type="button"
      title={`${isUtc ? 'UTC, as chosen' : timeZone}. ${label}.`}
      onClick={() => commands[0]?.run()}
      className="rounded-sm hover:text-ink max-md:hidden"
    >
      times in {offsetWord(timeZone, now)}
    </button>
  )
}

/** `UTC+1`; of UTC itself, some browsers say `GMT+0` and some `GMT`. */
function offsetWord(timeZone: string, now: number): string {
  const offset = formatter(timeZone)
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')?.value
  return (offset ?? timeZone).replace('GMT', 'UTC').replace(/[+-]0$/, '')
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than all else in the bar, which is told anew every second. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' })
  formatters.set(timeZone, made)
  return made
}
