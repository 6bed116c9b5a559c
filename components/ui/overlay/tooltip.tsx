'use client'

import {
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { cn } from '@/components/ui/cn'
import { Kbd } from '@/components/ui/kbd'
import { LazyFloating } from '@/components/ui/overlay/lazy-floating'
import type { Align, Side } from '@/components/ui/overlay/placement'
import { Slot } from '@/components/ui/slot'

/** How long one points before it shows, and how long after another one it shows at once. */
const DELAY_MS = 400
const SKIP_DELAY_MS = 200
/** The way from the trigger to the tooltip, which may be pointed at as well. */
const LEAVE_MS = 120

let lastHiddenAt = Number.NEGATIVE_INFINITY

type Props = {
  /** What the tooltip says; without it the child is rendered alone. */
  label: ReactNode
  /** Keys that do the same, such as `['g', 'l']`. */
  keys?: string[]
  side?: Side
  align?: Align
  /** Keeps the tooltip shut, e.g. while its label is visible anyway. */
  disabled?: boolean | undefined
  className?: string
  children: ReactElement
}

/** A word on what is pointed at or focused. Never the only place something is said. */
export function Tooltip({ label, keys, side, align, disabled, className, children }: Props) {
  const trigger = useRef<HTMLElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [isShown, setShown] = useState(false)
  const id = useId()

  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!isShown) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setShown(false)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      lastHiddenAt = performance.now()
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [isShown])

  if (label === undefined || label === null || label === '') return children
  const change = (next: boolean, delayMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setShown(next), delayMs)
  }
  const hide = () => {
    clearTimeout(timer.current)
    setShown(false)
  }
  return (
    <>
      <Slot
        ref={trigger}
        aria-describedby={isShown ? id : undefined}
        onPointerEnter={({ pointerType }: PointerEvent) => {
          if (pointerType === 'touch') return
          change(true, performance.now() - lastHiddenAt < SKIP_DELAY_MS ? 0 : DELAY_MS)
        }}
        onPointerLeave={() => change(false, LEAVE_MS)}
        onPointerDown={hide}
        onFocus={({ currentTarget }: { currentTarget: Element }) => {
          if (currentTarget.matches(':focus-visible')) change(true, 0)
        }}
        onBlur={hide}
      >
        {children}
      </Slot>
      {isShown && !disabled ? (
        <LazyFloating
          id={id}
          role="tooltip"
          anchor={trigger}
          side={side}
          align={align ?? 'center'}
          gap={6}
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={() => change(false, LEAVE_MS)}
          className={cn('flex max-w-80 items-center gap-2 rounded-md px-2 py-1 text-sm', className)}
        >
          <span className="min-w-0 break-words">{label}</span>
          {keys ? <Kbd keys={keys} /> : null}
        </LazyFloating>
      ) : null}
    </>
  )
}
