'use client'

import Link from 'next/link'
import { NodeMark } from '@/components/link-graph/drawing/node-mark'
import { KIND_NAMES, nodeHref, shortName } from '@/components/link-graph/node-words'
import { useAsked } from '@/components/logins/use-asked'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { valueHref } from '@/components/shared-values/shared-href'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { LinkKind, Neighbours } from '@/lib/model/shared/link-graph'
import { OTHER_KIND, type SharedKind } from '@/lib/model/shared/shared-values'

type Props = {
  kind: SharedKind
  token: string
  /** The login whose device or IP it is. */
  place: string
}

/** Height of a line of text, and width of what is drawn between the two lists. */
const ROW = 20
const WIDTH = 72

/** One step around the device or IP of a login: its users on the left, what they were met with on the right. */
export function SmallGraph({ kind, token, place }: Props) {
  const url = `/api/logins/links?row=${encodeURIComponent(place)}&of=${kind}`
  const asked = useAsked<{ found: Neighbours | null }>(url)
  if (asked.state === 'loading') return <Skeleton className="mt-2 h-30" />
  if (asked.state === 'failed') {
    return (
      <p className="mt-2 text-muted">
        The links could not be read.{' '}
        <Button variant="link" onClick={asked.retry}>
          Try again
        </Button>
      </p>
    )
  }
  const { found } = asked.answer
  return found === null ? null : <Drawn kind={kind} token={token} found={found} />
}

function Drawn({ kind, token, found }: { kind: SharedKind; token: string; found: Neighbours }) {
  const { users, others } = found
  const [left, right] = [users.values.length, others.values.length]
  const height = Math.max(left, right, 2) * ROW
  const centre = height / 2
  const heights = (count: number) =>
    Array.from({ length: count }, (_, at) => (at + 0.5) * ROW + (height - count * ROW) / 2)
  return (
    <>
      <div
        className="mt-2 grid grid-cols-[minmax(0,1fr)_72px_minmax(0,1fr)] items-center text-sm"
        style={{ minHeight: height }}
      >
        <Names label="Users" kind="user" values={users.values} className="text-right" />
        <svg aria-hidden viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height}>
          {heights(left).map((y) => (
            <line key={y} x1={4} y1={y} x2={WIDTH / 2} y2={centre} className={LINE} />
          ))}
          {heights(right).map((y) => (
            <line key={y} x1={WIDTH / 2} y1={centre} x2={WIDTH - 4} y2={y} className={LINE} />
          ))}
          <g transform={`translate(${WIDTH / 2},${centre})`}>
            <NodeMark kind={kind} isCentre size={7} />
          </g>
        </svg>
        <Names label={SHARED_WORDS[kind].other} kind={OTHER_KIND[kind]} values={others.values} />
      </div>
      {users.isCut || others.isCut ? (
        <p className="text-muted text-sm">
          There are more:{' '}
          <Link href={valueHref(kind, token)} prefetch={false} className={LINK}>
            all links
          </Link>
          .
        </p>
      ) : null}
    </>
  )
}

type NamesProps = { label: string; kind: LinkKind; values: string[]; className?: string }

function Names({ label, kind, values, className }: NamesProps) {
  return (
    <ul aria-label={label} className={className}>
      {values.map((value, at) => {
        const href = nodeHref({ kind, value })
        return (
          // What is hidden goes by one word: its place tells it apart.
          <li key={href ?? at} className="h-5 truncate">
            {href === null ? (
              <HiddenValue />
            ) : (
              <Link
                href={href}
                prefetch={false}
                title={`${KIND_NAMES[kind]} ${value}`}
                className={`${LINK} font-mono`}
              >
                {shortName({ kind, value })}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const LINE = 'stroke-line-strong'
const LINK =
  'rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current'
