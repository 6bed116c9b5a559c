'use client'

import { Check } from 'lucide-react'
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useRef,
} from 'react'
import { cn } from '@/components/ui/cn'
import { Kbd } from '@/components/ui/kbd'
import { useDisclosure } from '@/components/ui/overlay/disclosure'
import { Floating } from '@/components/ui/overlay/floating'
import { itemFor } from '@/components/ui/overlay/menu-keys'

const ITEMS = '[role^="menuitem"]:not([aria-disabled="true"])'
/** How long what was typed counts as the beginning of a word. */
const TYPING_MS = 800

type ContentProps = Omit<ComponentProps<typeof Floating>, 'anchor' | 'onDismiss' | 'onShown'>

/** The menu itself; sits beside its trigger. */
export function DropdownMenuContent({ className, ...props }: ContentProps) {
  const { open, setOpen, trigger, contentId } = useDisclosure()
  const typing = useRef({ text: '', at: 0 })
  if (!open) return null
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Tab') {
      trigger.current?.focus()
      return setOpen(false)
    }
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const items = itemsOf(event.currentTarget)
    const typed = typedIn(typing.current, event.key)
    const to = itemFor(event.key, {
      labels: items.map(({ textContent }) => textContent ?? ''),
      at: items.indexOf(document.activeElement as HTMLElement),
      typed,
    })
    if (to === undefined) return
    event.preventDefault()
    items[to]?.focus()
  }
  return (
    <Floating
      id={contentId}
      role="menu"
      tabIndex={-1}
      anchor={trigger}
      onDismiss={() => setOpen(false)}
      onShown={(menu) => (itemsOf(menu)[0] ?? menu).focus({ preventScroll: true })}
      onKeyDown={onKeyDown}
      className={cn('max-h-(--available-height) min-w-44 overflow-y-auto p-1', className)}
      {...props}
    />
  )
}

type ItemProps = {
  /** They do the same from the keyboard. */
  keys?: string[]
  danger?: boolean
  className?: string
  onSelect: () => void
  children: ReactNode
}

/** One thing to do. */
export function DropdownMenuItem({ keys, danger, className, onSelect, children }: ItemProps) {
  const { setOpen } = useDisclosure()
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      onPointerMove={takeFocus}
      onClick={() => {
        setOpen(false)
        onSelect()
      }}
      className={cn(itemStyle, danger && 'text-danger', className)}
    >
      {children}
      {keys ? <Kbd keys={keys} className="ml-auto pl-3" /> : null}
    </button>
  )
}

type Choice = { value: string; onValueChange: (value: string) => void }

const ChoiceContext = createContext<Choice>({ value: '', onValueChange: () => undefined })

/** Several choices of which one holds. */
export function DropdownMenuRadioGroup({
  children,
  label,
  ...choice
}: Choice & { label: string; children: ReactNode }) {
  return (
    <ChoiceContext value={choice}>
      {/* biome-ignore lint/a11y/useSemanticElements: a menu holds no fieldset */}
      <div role="group" aria-label={label}>
        <p aria-hidden className="px-2 pt-1.5 pb-1 text-muted text-sm">
          {label}
        </p>
        {children}
      </div>
    </ChoiceContext>
  )
}

/** One of several choices of a `DropdownMenuRadioGroup`. */
export function DropdownMenuRadioItem({ value, children }: { value: string; children: ReactNode }) {
  const { setOpen } = useDisclosure()
  const choice = useContext(ChoiceContext)
  const isOn = choice.value === value
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={isOn}
      tabIndex={-1}
      onPointerMove={takeFocus}
      onClick={() => {
        setOpen(false)
        choice.onValueChange(value)
      }}
      className={itemStyle}
    >
      {children}
      {isOn ? <Check aria-hidden className="ml-auto text-accent" /> : null}
    </button>
  )
}

export function DropdownMenuSeparator() {
  return <hr className="-mx-1 my-1 border-line" />
}

const itemStyle =
  "flex h-7 w-full select-none items-center gap-2 rounded-md px-2 text-left text-ink outline-none focus:bg-hover [&_svg:not([class*='size-'])]:size-3.5 [&_svg]:shrink-0"

function takeFocus({ currentTarget }: { currentTarget: HTMLElement }) {
  currentTarget.focus({ preventScroll: true })
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>(ITEMS)]
}

function typedIn(typing: { text: string; at: number }, key: string): string {
  if (key.length !== 1) return ''
  const now = performance.now()
  typing.text = now - typing.at < TYPING_MS ? typing.text + key : key
  typing.at = now
  return typing.text
}
