import { type ClassValue, clsx } from 'clsx'

/**
 * Joins class names; of two Tailwind classes that contradict each other the later one wins. It knows
 * the kinds of classes that components here are given from outside; tailwind-merge, which knows them
 * all, is 8 kB on every page (test/components/ui/cn.test.ts holds the two together).
 */
export function cn(...classes: ClassValue[]): string {
  const joined = clsx(classes)
  const known = remembered.get(joined)
  if (known !== undefined) return known
  const merged = merge(joined)
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(joined, merged)
  return merged
}

const MAX_REMEMBERED = 500
const remembered = new Map<string, string>()

function merge(classes: string): string {
  const taken = new Set<string>()
  const kept: string[] = []
  for (const name of classes.split(/\s+/).filter(Boolean).reverse()) {
    const start = utilityStart(name)
    const [variants, kind] = [name.slice(0, start), kindOf(name.slice(start))]
    if (taken.has(variants + kind)) continue
    kept.push(name)
    for (const each of [kind, ...(COVERED[kind] ?? [])]) taken.add(variants + each)
  }
  return kept.reverse().join(' ')
}

/** Where `bg-hover` begins in `hover:data-[state=open]:bg-hover`. */
function utilityStart(name: string): number {
  let start = 0
  let depth = 0
  for (let at = 0; at < name.length; at += 1) {
    if (name[at] === '[' || name[at] === '(') depth += 1
    else if (name[at] === ']' || name[at] === ')') depth -= 1
    else if (name[at] === ':' && depth === 0) start = at + 1
  }
  return start
}

/** What a class sets; for one that contradicts none but itself, its name. */
function kindOf(utility: string): string {
  const plain = utility.replace(/^-/, '').replace(/!$/, '')
  const important = utility.endsWith('!') ? '!' : ''
  for (const [pattern, kind] of KINDS) {
    const found = pattern.exec(plain)
    if (found) return important + (kind ?? found[1])
  }
  return utility
}

const KINDS: readonly [pattern: RegExp, kind?: string][] = [
  [/^(?:block|inline|inline-block|flex|inline-flex|grid|inline-grid|hidden|contents)$/, 'display'],
  [/^(?:static|relative|absolute|fixed|sticky)$/, 'position'],
  [/^(?:visible|invisible)$/, 'visibility'],
  [/^text-(?:xs|sm|base|lg|xl|3xl)$/, 'text-size'],
  [/^text-(?:left|center|right|start|end)$/, 'text-align'],
  [/^text-(?:balance|pretty|wrap|nowrap)$/, 'text-wrap'],
  [/^text-/, 'text-color'],
  [/^font-(?:sans|mono)$/, 'font-family'],
  [/^font-/, 'font-weight'],
  [/^(border(?:-[trblxy])?)(?:-\d+)?$/],
  [/^border-(?:solid|dashed|dotted|none)$/, 'border-style'],
  [/^border-/, 'border-color'],
  [/^stroke-[\d[]/, 'stroke-width'],
  [/^whitespace-/, 'white-space'],
  [/^flex-(?:row|col)(?:-reverse)?$/, 'flex-direction'],
  [/^flex-(?:wrap|nowrap)$/, 'flex-wrap'],
  [/^break-(?:words|all|normal)$/, 'word-break'],
  [/^transition(?:-|$)/, 'transition'],
  [/^(rounded(?:-(?:[trbl]|tl|tr|bl|br))?)(?:-|$)/],
  [/^(overflow(?:-[xy])?)-(?:auto|hidden|visible|scroll|clip)$/],
  [
    /^((?:min|max)-[wh]|size|[wh]|[pm][xytrbl]?|gap(?:-[xy])?|inset(?:-[xy])?|top|right|bottom|left|bg|opacity|items|justify|self|stroke|fill|z|basis|grow|shrink|flex|cursor|duration|ease|pointer-events)(?:-|$)/,
  ],
]

/** What a class sets besides: a later `p-0` takes an earlier `px-2` away, but not the reverse. */
const COVERED: Record<string, readonly string[]> = {
  flex: ['basis', 'grow', 'shrink'],
  size: ['w', 'h'],
  p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
  px: ['pr', 'pl'],
  py: ['pt', 'pb'],
  m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
  mx: ['mr', 'ml'],
  my: ['mt', 'mb'],
  inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
  'inset-x': ['right', 'left'],
  'inset-y': ['top', 'bottom'],
  gap: ['gap-x', 'gap-y'],
  rounded: ['t', 'r', 'b', 'l', 'tl', 'tr', 'bl', 'br'].map((side) => `rounded-${side}`),
  overflow: ['overflow-x', 'overflow-y'],
  border: ['border-t', 'border-r', 'border-b', 'border-l', 'border-x', 'border-y'],
  'border-x': ['border-r', 'border-l'],
  'border-y': ['border-t', 'border-b'],
}
