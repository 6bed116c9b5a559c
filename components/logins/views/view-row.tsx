'use client'

import { type LucideIcon, Star, Trash2, Users } from 'lucide-react'
import Link from 'next/link'
import type { ViewActions, ViewResult } from '@/components/logins/views/view-actions'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import type { SavedView } from '@/lib/db/views/saved-views'
import { ALL_LOGINS } from '@/lib/model/query/all-logins'

type Props = {
  view: SavedView
  /** Whether it is what is shown. */
  isCurrent: boolean
  pending: boolean
  actions: ViewActions
  /** Runs an action, and says what went wrong. */
  act: (action: () => Promise<ViewResult>) => void
  onClose: () => void
}

/** A view: opens it, makes it the default, and where it is one's own shares or deletes it. */
export function ViewRow({ view, isCurrent, pending, actions, act, onClose }: Props) {
  return (
    <li
      className={cn(
        'flex items-center gap-0.5 rounded-md pr-1 hover:bg-hover',
        isCurrent && 'bg-selected',
      )}
    >
      <Link
        href={`/logins?${view.query || ALL_LOGINS}`}
        prefetch={false}
        onClick={onClose}
        className="flex min-h-8 min-w-0 flex-1 flex-col justify-center rounded-md px-2 py-1"
      >
        <span className="truncate">{view.name}</span>
        {view.isMine ? null : (
          <span className="truncate text-muted text-xs">by {view.ownerEmail}</span>
        )}
      </Link>
      <ViewSwitch
        icon={Star}
        iconOn="fill-accent text-accent"
        tip={view.isDefault ? 'Opens by default; stop that' : 'Open by default'}
        label={`${view.name} opens by itself`}
        isOn={view.isDefault}
        pending={pending}
        onClick={() => act(() => actions.makeDefault(view.isDefault ? null : view.id))}
      />
      {view.isMine ? (
        <>
          <ViewSwitch
            icon={Users}
            iconOn="text-accent"
            tip={view.shared ? 'The team sees it; stop that' : 'Share it'}
            label={`Share ${view.name} with the team`}
            isOn={view.shared}
            pending={pending}
            onClick={() => act(() => actions.share({ id: view.id, shared: !view.shared }))}
          />
          <Tooltip label="Delete">
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Delete ${view.name}`}
              pending={pending}
              onClick={() => act(() => actions.remove(view.id))}
            >
              <Trash2 />
            </Button>
          </Tooltip>
        </>
      ) : null}
    </li>
  )
}

type SwitchProps = {
  icon: LucideIcon
  /** The look of the icon while it is on. */
  iconOn: string
  /** What a click does. */
  tip: string
  label: string
  isOn: boolean
  pending: boolean
  onClick: () => void
}

/** A button that turns something of a view on and off. */
function ViewSwitch({ icon: Icon, iconOn, tip, label, isOn, pending, onClick }: SwitchProps) {
  return (
    <Tooltip label={tip}>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={label}
        aria-pressed={isOn}
        pending={pending}
        onClick={onClick}
      >
        <Icon className={cn(isOn && iconOn)} />
      </Button>
    </Tooltip>
  )
}
