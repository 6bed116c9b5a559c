'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { NodeMark } from '@/components/link-graph/drawing/node-mark'
import { FactsWords } from '@/components/link-graph/facts-words'
import { KIND_NAMES, nodeHref, shortName } from '@/components/link-graph/node-words'
import { pathWords } from '@/components/link-graph/path-words'
import { Button } from '@/components/ui/button'
import type { LinkPath } from '@/lib/model/shared/link-graph'

type Props = {
  /** Null while it is looked for. */
  path: LinkPath | null
  onLight: (key: string | null) => void
  onClose: () => void
}

/** How the middle of the graph is linked to another: each step with how often and when. */
export function PathPanel({ path, onLight, onClose }: Props) {
  return (
    <section aria-label="Path" className="border-line border-b px-4 py-3">
      <div className="flex items-start gap-2">
        <p role="status" className="min-w-0 flex-1">
          {path === null ? 'Looking for a path…' : pathWords(path)}
        </p>
        <Button variant="ghost" size="icon-xs" aria-label="Close the path" onClick={onClose}>
          <X />
        </Button>
      </div>
      {path?.kind === 'found' ? <Steps path={path} onLight={onLight} /> : null}
    </section>
  )
}

type StepsProps = { path: Extract<LinkPath, { kind: 'found' }>; onLight: Props['onLight'] }

function Steps({ path: { nodes, facts }, onLight }: StepsProps) {
  return (
    <ol className="mt-2 text-sm">
      {nodes.map((node, at) => {
        const href = nodeHref(node)
        const name = node.kind === 'user' ? node.value : shortName(node)
        return (
          <li
            key={node.key}
            onPointerEnter={() => onLight(node.key)}
            onPointerLeave={() => onLight(null)}
          >
            {at === 0 ? null : (
              <p className="ml-1.5 border-accent border-l-2 border-dashed py-1.5 pl-4 text-muted">
                <FactsWords facts={facts[at - 1] ?? null} />
              </p>
            )}
            <span className="flex items-center gap-2">
              <svg aria-hidden viewBox="-9 -9 18 18" width={14} height={14} className="shrink-0">
                <NodeMark kind={node.kind} size={6} isLit />
              </svg>
              <span className="text-muted">{KIND_NAMES[node.kind]}</span>
              {href === null ? (
                <span className="font-mono">{name}</span>
              ) : (
                <Link
                  href={href}
                  prefetch={false}
                  title={node.value}
                  onFocus={() => onLight(node.key)}
                  onBlur={() => onLight(null)}
                  className="min-w-0 truncate rounded-sm font-mono underline decoration-line-strong underline-offset-4 hover:decoration-current"
                >
                  {name}
                </Link>
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
