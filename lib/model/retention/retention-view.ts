import type { LoginMonths } from '@/lib/model/retention/login-months'
import type { RetentionStep } from '@/lib/model/retention/retained-tables'
import type {
  RetentionChangeView,
  RetentionKind,
  RetentionSettings,
} from '@/lib/model/retention/retention-kinds'

/** About how large a table is, its indexes and partitions included. */
export type TableSize = { rows: number; bytes: number }

/** What a step deleted when it last deleted anything; moments are ISO 8601, UTC. */
export type StepResult = { rows: number; deletedAt: string | null; finishedAt: string }

/** The nightly work: when it last began and ended, and why it did not come to its end. */
export type RetentionRun = {
  startedAt: string | null
  finishedAt: string | null
  problem: string | null
  /** Whether something that derives from logins waits to be cleared. */
  isFollowingUp: boolean
}

/** All that the page of the settings shows. */
export type RetentionView = {
  now: string
  settings: RetentionSettings
  /** By the name of the table. */
  sizes: Record<string, TableSize>
  /** The oldest that there is of a kind, ISO 8601; null where there is none. */
  oldest: Record<RetentionKind, string | null>
  results: Partial<Record<RetentionStep, StepResult>>
  run: RetentionRun
  months: LoginMonths
  /** The newest first. */
  changes: RetentionChangeView[]
}
