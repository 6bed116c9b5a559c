import { singleton } from '@/lib/singleton'

/** Browsers of one person, or tabs where those of a browser cannot share one: six at most over HTTP/1.1. */
export const STREAMS_PER_PERSON = 8
/** Of this process. */
export const STREAMS_AT_ONCE = 300

/** A stream: first of a session alone, then of the person whom the session turned out to belong to. */
type Place = { session: string; userId: string | null }

type Taken = { kind: 'taken'; ofPerson: (userId: string) => boolean; leave: () => void }

/**
 * Takes a place for a live stream before anybody is asked whose session it is. `ofPerson` says
 * whether that person may have one more; `leave` gives the place back, and may be called twice.
 */
export function takeStreamPlace(session: string): Taken | { kind: 'full' } {
  const places = openPlaces()
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

/** How many streams this process holds open. */
export function countStreams(): number {
  return openPlaces().size
}

function openPlaces(): Set<Place> {
  return singleton('streams', () => new Set<Place>())
}
