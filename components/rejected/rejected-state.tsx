import { Archive, CircleHelp, type LucideIcon, Trash2, Undo2 } from 'lucide-react'
import { Badge, type Tone } from '@/components/ui/badge'
import type { RejectedRow } from '@/lib/model/login'

type State = RejectedRow['state']

export const REJECTED_STATES: Record<
  State,
  { word: string; tone: Tone; icon: LucideIcon; means: string }
> = {
  kept: { word: 'kept', tone: 'neutral', icon: Archive, means: 'Its body is kept, sealed.' },
  returning: {
    word: 'in doubt',
    tone: 'warn',
    icon: CircleHelp,
    means: 'Somebody is returning it, or whether the queue took it is not known.',
  },
  returned: {
    word: 'returned',
    tone: 'ok',
    icon: Undo2,
    means: 'It is on the queue again, as a new message.',
  },
  discarded: {
    word: 'discarded',
    tone: 'neutral',
    icon: Trash2,
    means: 'Its body is overwritten; this row stays.',
  },
}

/** What became of a rejected message, in a word. */
export function RejectedState({ state }: { state: State }) {
  const { word, tone, icon: Icon, means } = REJECTED_STATES[state]
  return (
    <Badge tone={tone} title={means}>
      <Icon aria-hidden /> {word}
    </Badge>
  )
}
