import { REVIEW_MARKS, type ReviewMark } from '@/lib/model/shared/reviews'

/** No address is as short. */
const NOBODY = '-'

/** The mark that a draft keeps; null where it keeps none. */
export function readMark(text: string): ReviewMark | null {
  return REVIEW_MARKS.find((mark) => mark === text) ?? null
}

/** The assignee that a draft keeps: null for nobody, undefined where none was chosen. */
export function readAssignee(text: string): string | null | undefined {
  return text === '' ? undefined : text === NOBODY ? null : text
}

/** What a draft keeps of an assignee; see `readAssignee`. */
export function writeAssignee(assignee: string | null | undefined): string {
  return assignee === undefined ? '' : (assignee ?? NOBODY)
}
