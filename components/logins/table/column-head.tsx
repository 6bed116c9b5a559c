'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { KeyboardEvent, PointerEvent } from 'react'
import { narrowed } from '@/components/logins/logins-href'
import { type ColumnId, headingOf, orderWords } from '@/components/logins/table/column-ids'
import {
  moveColumn,
  NARROWEST,
  type TableSettings,
  WIDEST,
} from '@/components/logins/table/table-settings'
import { Th } from '@/components/table/table'
import { loginField } from '@/lib/model/login-field-list'
import { LOGIN_SORTS } from '@/lib/model/query/login-cursor'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  id: ColumnId
  size: number
  query: LoginsQuery
  look: TableSettings
  onLook: (look: TableSettings) => void
  order: string[]
}

const STEP = 16
const DRAGGED = 'application/x-veilgate-column'

/** A column's heading: sorts by a click, moves by dragging, and is made wider at its edge. */
export function ColumnHead({ id, size, query, look, onLook, order }: Props) {
  const name = headingOf(id)
  const sort = LOGIN_SORTS.find((each) => each === id)
  const isSorted = sort === query.sort
  const widen = (widths: Record<string, number>, to: number) =>
    onLook({ ...look, widths: { ...widths, [id]: Math.min(WIDEST, Math.max(NARROWEST, to)) } })

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    const handle = event.currentTarget
    // What the columns share out between them by now is what each keeps.
    const widths = { ...measure(handle), ...look.widths }
    const from = event.clientX
    const width = widths[id] ?? size
    handle.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) => widen(widths, width + moved.clientX - from)
    handle.addEventListener('pointermove', move)
    const end = () => handle.removeEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', end, { once: true })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const widths = { ...measure(event.currentTarget), ...look.widths }
    widen(widths, (widths[id] ?? size) + (event.key === 'ArrowLeft' ? -STEP : STEP))
    event.preventDefault()
  }

  return (
    <Th
      data-head={id}
      className="relative"
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, id)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault()
      }}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData(DRAGGED)
        if (dragged === '' || dragged === id) return
        onLook({ ...look, order: moveColumn(order, dragged, order.indexOf(id)) })
      }}
      aria-sort={!isSorted ? undefined : query.order === 'desc' ? 'descending' : 'ascending'}
    >
      {sort === undefined ? name : <SortLink query={query} sort={sort} name={name} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a splitter that moves is no <hr> */}
      <span
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={`Width of the column ${name}`}
        aria-valuenow={Math.round(look.widths[id] ?? size)}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        draggable={false}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
        onDoubleClick={() => onLook({ ...look, widths: {} })}
        title="Drag to resize; double-click to reset all widths"
        className="absolute inset-y-1.5 right-0 w-1.5 cursor-col-resize touch-none border-line-strong border-r opacity-0 hover:border-accent focus-visible:opacity-100 in-[thead:hover]:opacity-100"
      />
    </Th>
  )
}

/** Sorts by a column, or turns its order round, and goes back to the first page. */
function SortLink(props: { query: LoginsQuery; sort: LoginsQuery['sort']; name: string }) {
  const { query, sort, name } = props
  const isSorted = query.sort === sort
  const first = loginField(sort).sort?.first ?? 'desc'
  const order = isSorted ? (query.order === 'desc' ? 'asc' : 'desc') : first
  const Arrow = query.order === 'desc' ? ArrowDown : ArrowUp
  return (
    <Link
      href={narrowed(query, { sort, order, ...impliedBy(sort, query) })}
      draggable={false}
      prefetch={false}
      title={`Sort ${orderWords(sort, order)}`}
      className={isSorted ? 'inline-flex items-center gap-1 rounded-sm text-ink' : 'rounded-sm'}
    >
      {name}
      {isSorted ? <Arrow className="size-3.5" aria-hidden /> : null}
    </Link>
  )
}

/** In the order of the risk, only logins with one have a place: the chip says so. */
function impliedBy(sort: LoginsQuery['sort'], query: LoginsQuery): Partial<LoginsQuery> {
  const isAsked = query.risk !== undefined || query.risk_min !== undefined
  return sort === 'risk' && !isAsked ? { risk: ['any'] } : {}
}

/** The widths of all columns as they are drawn. */
function measure(within: HTMLElement): Record<string, number> {
  const heads = within.closest('tr')?.querySelectorAll<HTMLElement>('[data-head]') ?? []
  return Object.fromEntries(
    [...heads].map((head) => [head.dataset.head, Math.round(head.getBoundingClientRect().width)]),
  )
}
