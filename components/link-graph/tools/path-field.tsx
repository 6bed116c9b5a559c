'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { NodeMark } from '@/components/link-graph/drawing/node-mark'
import { KIND_NAMES } from '@/components/link-graph/node-words'
import { useFound } from '@/components/shell/palette/use-found'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'
import { type LinkKind, linkKey } from '@/lib/model/shared/link-graph'
import { shortToken } from '@/lib/model/token'

type Props = { onChoose: (key: string) => void; onClose: () => void }
type Choice = { kind: LinkKind; value: string }

const IS_NODE: readonly string[] = ['user', 'device', 'ip'] satisfies LinkKind[]

const WORDS = {
  idle: 'Type the beginning of a user, or the first digits of a token.',
  refused: 'IP addresses and device ids are not sent from here. Type the first digits of a token.',
  looking: 'Looking…',
  failed: 'Could not look.',
  ready: 'No user, device or IP starts with this.',
}

/** Asks where the path is to lead: a user, device or IP that is stored. */
export function PathField({ onChoose, onClose }: Props) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const looked = useFound(text)
  const found = looked.state === 'ready' ? looked.found : []
  const choices = found.filter(({ kind }) => IS_NODE.includes(kind)) as Choice[]
  const at = Math.min(chosen, choices.length - 1)
  const id = useId()
  const choose = (choice: Choice | undefined) => {
    if (choice !== undefined) onChoose(linkKey(choice.kind, choice.value))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && choices.length > 0) {
      setChosen((at + step + choices.length) % choices.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(choices[at])
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="relative flex min-w-0 items-center gap-1.5">
      <input
        // biome-ignore lint/a11y/noAutofocus: it was asked for, and takes the place of what asked
        autoFocus
        value={text}
        role="combobox"
        aria-label="Path to a user, device or IP"
        aria-expanded={choices.length > 0}
        aria-controls={id}
        aria-activedescendant={choices.length > 0 ? `${id}-${at}` : undefined}
        placeholder="Path to: user or token"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        className={cn(fieldStyle, 'h-7 w-64 min-w-0 px-2 text-sm')}
      />
      <Button variant="ghost" size="icon-sm" aria-label="Close path" onClick={onClose}>
        <X />
      </Button>
      <div className="absolute top-full left-0 z-20 mt-1 w-80 max-w-[calc(100vw-2rem)] rounded-md bg-raised p-1 shadow-float forced-colors:border">
        <Choices id={id} choices={choices} at={at} onPoint={setChosen} onChoose={choose} />
        <p role="status" className="px-2 py-1 text-muted text-sm empty:hidden">
          {choices.length > 0 ? null : WORDS[looked.state]}
        </p>
      </div>
    </div>
  )
}

type ChoicesProps = {
  id: string
  choices: readonly Choice[]
  at: number
  onPoint: (at: number) => void
  onChoose: (choice: Choice) => void
}

function Choices({ id, choices, at, onPoint, onChoose }: ChoicesProps) {
  return (
    <div id={id} role="listbox" aria-label="Users, devices and IPs" className="empty:hidden">
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys
        <div
          key={`${choice.kind} ${choice.value}`}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseMove={() => onPoint(index)}
          onClick={() => onChoose(choice)}
          className={cn(
            'flex h-7 items-center gap-2 rounded-sm px-2 text-sm',
            index === at && 'bg-selected',
          )}
        >
          <svg aria-hidden viewBox="-9 -9 18 18" width={12} height={12} className="shrink-0">
            <NodeMark kind={choice.kind} size={6} />
          </svg>
          <span className="text-muted">{KIND_NAMES[choice.kind]}</span>
          <span className="min-w-0 truncate font-mono">
            {choice.kind === 'user' ? choice.value : `${shortToken(choice.value)}…`}
          </span>
        </div>
      ))}
    </div>
  )
}
