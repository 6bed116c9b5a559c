/** Tabs of one person; a browser opens six at most over HTTP/1.1. */
export const STREAMS_PER_PERSON = 8
/** Of this process. */
export const STREAMS_AT_ONCE = 300

/** A stream: first of a session alone, then of the person whom the session turned out to belong to. */
type Place = { session: string; userId: string | null }

type Taken = { kind: 'taken'; ofPerson: (userId: string) => boolean; leave: () => void }

/** Actions and route handlers are bundled apart, hence global. Of this process alone. */
const shared = globalThis as { veilgateStreams?: Set<Place> }

/**
 * Takes a place for a live stream before anybody is asked whose session it is. `ofPerson` says
 * whether that person may have one more; `leave` gives the place back, and may be called twice.
 */
export function takeStreamPlace(session: string): Taken | { kind: 'full' } {
  shared.veilgateStreams ??= new Set()
  const places = shared.veilgateStreams
  const count = (isCounted: (place: Place) => boolean) => [...places].filter(isCounted).length
  const ofSession = count((place) => place.session === session)
  if (places.size >= STREAMS_AT_ONCE || ofSession >= STREAMS_PER_PERSON) return { kind: 'full' }
  const place: Place = { session, userId: null }
  places.add(place)
  return {
    kind: 'taken',
    ofPerson: (userId) => {
      if (count((other) => other.userId === userId) >= STREAMS_PER_PERSON) return false
      place.userId = userId
      return true
    },
    leave: () => void places.delete(place),
  }
}
