import type { Relation } from '@/test/bench/grow/disk'
import type { Cost } from '@/test/bench/grow/store-stretch'
import type { Bar } from '@/test/bench/ingest/table'
import { median } from '@/test/support/statistics'

/** What a login costs at a size: in the long run between checkpoints, and right after one. */
export type SizeCost = { rows: number; between: Cost; after: Cost }

const MAX_CPU_RATIO = 1.3
const MAX_WAL_RATIO = 2
const MAX_DISK_BYTES = 900

/** What is asked of a large database, beside a small one. */
export function growthBars(small: SizeCost, large: SizeCost, diskBytes: number): Bar[] {
  const cpu = ({ between }: SizeCost) => between.storeMicros + between.foldMicros
  return [
    {
      says: 'CPU of the backends a login, to that in the small one',
      ratio: cpu(large) / cpu(small),
      bar: MAX_CPU_RATIO,
      atMost: true,
    },
    {
      says: 'WAL a login between checkpoints, to that in the small one',
      ratio: large.between.walBytes / small.between.walBytes,
      bar: MAX_WAL_RATIO,
      atMost: true,
    },
    { says: 'disk a login, bytes', ratio: diskBytes, bar: MAX_DISK_BYTES, atMost: true },
  ]
}

/** Whether a bar is held; a figure that could not be read holds none. */
export function isHeld({ ratio, bar }: Bar): boolean {
  return ratio <= bar
}

/** The median of each figure. */
export function middleCost(costs: readonly Cost[]): Cost {
  const of = (figure: keyof Cost) => median(costs.map((cost) => cost[figure]))
  return {
    storeMicros: of('storeMicros'),
    foldMicros: of('foldMicros'),
    checkpointerMicros: of('checkpointerMicros'),
    writersMicros: of('writersMicros'),
    walBytes: of('walBytes'),
  }
}

/** By the login, line by line. */
export function costTable(sizes: readonly SizeCost[]): string[] {
  const line = (name: string, { walBytes, ...micros }: Cost) =>
    [
      name.padEnd(40),
      ...Object.values(micros).map((figure) => figure.toFixed(1).padStart(16)),
      whole(walBytes).padStart(12),
    ].join('')
  const heads = ['store µs', 'fold µs', 'checkpointer µs', 'writers µs']
  return [
    `${' '.repeat(40)}${heads
      .map((head) => head.padStart(15))
      .join('')
      .slice(1)}${'WAL B'.padStart(12)}`,
    ...sizes.flatMap(({ rows, between, after }) => [
      line(`from ${whole(rows)} logins`, between),
      line('  right after a checkpoint', after),
    ]),
  ]
}

/** What takes a hundredth of all, and the rest in one line. */
export function diskTable(relations: readonly Relation[], rows: number): string[] {
  const all = relations.reduce((sum, { bytes }) => sum + bytes, 0)
  const large = relations.filter(({ bytes }) => bytes >= all / 100)
  const rest = large.reduce((left, { bytes }) => left - bytes, all)
  const line = (name: string, bytes: number) =>
    `${name.padEnd(66)}${(bytes / rows).toFixed(1).padStart(8)}`
  return [
    line('Disk, bytes a login', all),
    ...large.map(({ table, name, isIndex, bytes }) =>
      line(isIndex ? `  ${table}: ${name}` : `  ${table}, its rows`, bytes),
    ),
    line('  all others', rest),
  ]
}

/** What an index is worth: what a login costs less without it. */
export type IndexCost = {
  table: string
  name: string
  cpuMicros: number
  walBytes: number
  afterWalBytes: number
  diskBytes: number
}

export function indexTable(costs: readonly IndexCost[]): string[] {
  const heads = ['CPU µs', 'WAL B', 'after ckpt B', 'disk B']
  return [
    `${'An index costs a login'.padEnd(66)}${heads.map((head) => head.padStart(13)).join('')}`,
    ...costs.map(({ table, name, cpuMicros, walBytes, afterWalBytes, diskBytes }) =>
      [
        `  ${table}: ${name}`.padEnd(66),
        cpuMicros.toFixed(1).padStart(13),
        ...[walBytes, afterWalBytes, diskBytes].map((bytes) => whole(bytes).padStart(13)),
      ].join(''),
    ),
  ]
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
