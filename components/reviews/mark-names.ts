import { REVIEW_MARKS, type ReviewKind, type ReviewMark } from '@/lib/model/shared/reviews'

export const MARK_NAMES: Record<ReviewMark, string> = {
  reviewed: 'reviewed',
  suspicious: 'suspicious',
  expected: 'expected',
}

/** The marks to choose from. */
export const MARK_OPTIONS = REVIEW_MARKS.map((mark) => ({ value: mark, label: MARK_NAMES[mark] }))

/** How one of each kind is spoken of, and several. */
export const REVIEWED_WORDS: Record<ReviewKind, { one: string; many: string }> = {
  device: { one: 'device', many: 'devices' },
  ip: { one: 'IP', many: 'IPs' },
  user: { one: 'user', many: 'users' },
}
