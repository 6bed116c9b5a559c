import { isUserId } from '@/lib/model/user-id'

/** What an id may not be in a path: nothing, steps of the path, and what is written before these. */
const IS_MARKED = /^(?:~|\.{0,2}$)/s
const MARK = '~'

/** The page of a user. An id is any text, slashes, dots and emoji included. */
export function userHref(id: string): string {
  return `/users/${encodeURIComponent(IS_MARKED.test(id) ? `${MARK}${id}` : id)}`
}

/** The id that a segment of a path names, as `userHref` writes it; null where no user can have it. */
export function userIdIn(segment: string): string | null {
  try {
    const text = decodeURIComponent(segment)
    const id = text.startsWith(MARK) ? text.slice(MARK.length) : text
    return isUserId(id) ? id : null
  } catch {
    return null
  }
}

/** Where an admin erases a user. An id is no original: it may stand in a URL. */
export function eraseHref(id: string): string {
  return `/settings/erase?user=${encodeURIComponent(id)}`
}
