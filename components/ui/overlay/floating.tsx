'use client'

import {
  type ComponentProps,
  type KeyboardEvent,
  type RefObject,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { cn } from '@/components/ui/cn'
import { type Align, placementOf, type Side } from '@/components/ui/overlay/placement'

type Props = Omit<ComponentProps<'div'>, 'ref' | 'popover'> & {
  /** What it floats beside. */
  anchor: RefObject<HTMLElement | null>
  side?: Side | undefined
  align?: Align | undefined
  gap?: number
  /** Escape, a press or a focus elsewhere; without it only whoever opened it closes it. */
  onDismiss?: (() => void) | undefined
  /** The content is there: the moment to move the focus into it. */
  onShown?: (element: HTMLElement) => void
}

type Wish = { side: Side; align: Align; gap: number }

const FLOATING =
  'float-motion fixed inset-auto z-50 whitespace-normal rounded-lg bg-raised text-left forced-colors:border font-normal text-base text-ink shadow-float focus:outline-none'

/**
 * Something small beside its anchor, in the browser's top layer: over everything, and clipped by
 * nothing. It is a child of the landmark or dialog of its anchor, whose keys and screen readers reach
 * it. Closed with the focus inside, it gives the focus back.
 */
export function Floating({
  anchor,
  side = 'bottom',
  align = 'start',
  gap = 4,
  onDismiss,
  onShown,
  onKeyDown,
  className,
  children,
  ...props
}: Props) {
  const own = useRef<HTMLDivElement>(null)
  const [container] = useState(() => containerOf(anchor.current))
  const [isShown, setShown] = useState(false)
  const shown = useEffectEvent((element: HTMLElement) => onShown?.(element))
  const dismiss = useEffectEvent(() => onDismiss?.())
  const isFocusable = props.tabIndex !== undefined

  useLayoutEffect(() => {
    const element = own.current
    if (element === null) return
    if ('showPopover' in element && !element.matches(':popover-open')) element.showPopover()
    // Only now: what takes the focus as it mounts must not be hidden then.
    setShown(true)
    const back = anchor.current
    return () => {
      if (element.contains(document.activeElement)) back?.focus({ preventScroll: true })
    }
  }, [anchor])

  useBeside(own, anchor, isShown, { side, align, gap })

  useLayoutEffect(() => {
    const element = own.current
    if (!isShown || element === null) return
    shown(element)
    const inside = () => [element, anchor.current]
    const stopHearing = hearElsewhere(inside, () => dismiss())
    const stopKeeping = isFocusable ? keepFocus(element) : undefined
    return () => {
      stopKeeping?.()
      stopHearing()
    }
  }, [isShown, anchor, isFocusable])

  const closeOnEscape = (event: KeyboardEvent<HTMLDivElement>) => {
    onKeyDown?.(event)
    if (event.key !== 'Escape' || event.defaultPrevented || onDismiss === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onDismiss()
  }
  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: whoever uses it gives it its role
    <div
      {...props}
      ref={own}
      popover="manual"
      data-state="open"
      onKeyDown={closeOnEscape}
      className={cn(FLOATING, className)}
    >
      {isShown ? children : null}
    </div>,
    container,
  )
}

/** A modal dialog makes everything outside of it inert. */
function containerOf(anchor: HTMLElement | null): Element {
  return anchor?.closest('dialog, main, header, footer, aside, section') ?? document.body
}

/** Stays beside its anchor, whatever scrolls or changes its size. */
function useBeside(
  own: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  isShown: boolean,
  { side, align, gap }: Wish,
) {
  useLayoutEffect(() => {
    const [element, beside] = [own.current, anchor.current]
    if (!isShown || element === null || beside === null) return
    const place = () => moveBeside(element, beside, { side, align, gap })
    place()
    const observer = new ResizeObserver(place)
    observer.observe(element)
    observer.observe(beside)
    window.addEventListener('resize', place)
    document.addEventListener('scroll', place, { capture: true, passive: true })
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', place)
      document.removeEventListener('scroll', place, { capture: true })
    }
  }, [isShown, own, anchor, side, align, gap])
}

function moveBeside(element: HTMLElement, anchor: HTMLElement, wish: Wish) {
  const { offsetWidth, offsetHeight, scrollHeight } = element
  const placement = placementOf({
    ...wish,
    anchor: anchor.getBoundingClientRect(),
    size: { width: offsetWidth, height: Math.max(offsetHeight, scrollHeight) },
    viewport: { width: window.innerWidth, height: window.innerHeight },
  })
  element.style.left = `${placement.left}px`
  element.style.top = `${placement.top}px`
  element.style.setProperty('--available-height', `${placement.maxHeight}px`)
  element.style.setProperty('--anchor-width', `${anchor.offsetWidth}px`)
}

/** Hears of a press or a focus outside of all of these, until what it returns is called. */
function hearElsewhere(inside: () => (Element | null)[], onElsewhere: () => void): () => void {
  const hear = ({ target }: Event) => {
    const isInside = inside().some((each) => each?.contains(target as Node))
    if (!isInside) onElsewhere()
  }
  document.addEventListener('pointerdown', hear, true)
  document.addEventListener('focusin', hear)
  return () => {
    document.removeEventListener('pointerdown', hear, true)
    document.removeEventListener('focusin', hear)
  }
}

/** What had the focus may give way to something else, which must not leave the keys to the page. */
function keepFocus(element: HTMLElement): () => void {
  const observer = new MutationObserver(() => {
    if (document.activeElement === document.body) element.focus()
  })
  observer.observe(element, { childList: true, subtree: true })
  return () => observer.disconnect()
}
