'use client'

import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  useContext,
  useId,
  useState,
} from 'react'
import { cn } from '@/components/ui/cn'
import { usePrinting } from '@/components/ui/use-printing'

type State = { id: string; value: string; setValue: (value: string) => void }

const TabsContext = createContext<State>({ id: '', value: '', setValue: () => undefined })

type Props = ComponentProps<'div'> & {
  defaultValue: string
  /** What the URL calls the tab that is chosen; without it, it says nothing of that. */
  param?: string
}

/** Panels of which one is shown, and the tabs that choose it. */
export function Tabs({ defaultValue, param, ...props }: Props) {
  const [value, setValue] = useState(defaultValue)
  const id = useId()
  const choose = (chosen: string) => {
    setValue(chosen)
    if (param !== undefined) writeParam(param, chosen)
  }
  return (
    <TabsContext value={{ id, value, setValue: choose }}>
      <div {...props} />
    </TabsContext>
  )
}

/** In the place of what the URL said: nobody goes back from tab to tab. */
function writeParam(name: string, value: string) {
  const url = new URL(location.href)
  url.searchParams.set(name, value)
  // Without a state of its own, so that the router learns of it.
  history.replaceState(null, '', url)
}

/** The tabs: the arrow keys, Home and End go through them. */
export function TabsList({ className, ...props }: ComponentProps<'div'>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')]
    const at = tabs.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    const tab = to === undefined || at < 0 ? undefined : tabs.at(to % tabs.length)
    if (tab === undefined) return
    event.preventDefault()
    tab.focus()
    tab.click()
  }
  return (
    <div
      role="tablist"
      onKeyDown={onKeyDown}
      className={cn('flex gap-4 border-line border-b', className)}
      {...props}
    />
  )
}

export function TabsTrigger({
  value,
  className,
  ...props
}: ComponentProps<'button'> & { value: string }) {
  const tabs = useContext(TabsContext)
  const isOn = tabs.value === value
  return (
    <button
      type="button"
      role="tab"
      id={`${tabs.id}-${value}-tab`}
      aria-selected={isOn}
      aria-controls={`${tabs.id}-${value}`}
      tabIndex={isOn ? 0 : -1}
      onClick={() => tabs.setValue(value)}
      className={cn(
        '-mb-px border-transparent border-b-2 py-2 font-medium text-muted hover:text-ink aria-selected:border-accent aria-selected:text-ink forced-colors:not-aria-selected:border-b-0',
        className,
      )}
      {...props}
    />
  )
}

type ContentProps = Omit<ComponentProps<'div'>, 'title'> & {
  value: string
  /** Stands above it on paper, where there are no tabs. */
  title?: string
}

export function TabsContent({ value, title, children, ...props }: ContentProps) {
  const tabs = useContext(TabsContext)
  // On paper there are no tabs to choose by: all panels follow one another.
  const isOn = usePrinting() || tabs.value === value
  return (
    <div
      role="tabpanel"
      id={`${tabs.id}-${value}`}
      aria-labelledby={`${tabs.id}-${value}-tab`}
      hidden={!isOn}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without anything to focus is reached by it
      tabIndex={0}
      {...props}
      className={isOn ? cn('focus-inset', props.className) : undefined}
    >
      {title === undefined ? null : (
        <h2 className="hidden px-4 pt-4 pb-1 font-semibold text-lg print:block">{title}</h2>
      )}
      {isOn ? children : null}
    </div>
  )
}
