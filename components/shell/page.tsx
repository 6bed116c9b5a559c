import type { ReactNode } from 'react'
import { NavigationLine } from '@/components/shell/frame/navigation-line'
import { AsOfNote } from '@/components/shell/read-as-of'
import { TitleBarStart, TitleBarTools } from '@/components/shell/title-bar'

type Props = {
  /** The page's name in the title bar. */
  title: string
  /** A word or two beside it: the way back, or what part of the page is shown. Phones have no room for it. */
  subtitle?: ReactNode
  /** Buttons at the top right; the one primary action comes last. */
  actions?: ReactNode
  /** The panes. They share the room below the title bar, and scroll within themselves. */
  children: ReactNode
}

/** A page within the frame: a title bar of 48 px, and panes that fill the rest. */
export function Page({ title, subtitle, actions, children }: Props) {
  return (
    <>
      <header className="relative flex h-12 shrink-0 items-center gap-3 border-line border-b bg-surface pr-4 pl-4 max-lg:pl-2 print:h-8">
        <TitleBarStart />
        <h1 className="shrink-0 truncate font-semibold text-lg">{title}</h1>
        {subtitle ? (
          // Beside a sidebar the field for commands gives way first: cut off, this would say nothing.
          <div className="min-w-0 shrink-[2] truncate text-muted max-sm:hidden lg:max-w-80 lg:shrink-0">
            {subtitle}
          </div>
        ) : null}
        <AsOfNote />
        <div className="ml-auto flex min-w-0 items-center gap-3 max-sm:shrink-0 max-sm:gap-2 print:hidden">
          <TitleBarTools />
          {actions}
        </div>
        <NavigationLine />
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="flex min-h-0 min-w-0 flex-1 outline-none print:block"
      >
        {children}
      </main>
    </>
  )
}
