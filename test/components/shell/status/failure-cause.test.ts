import { describe, expect, it } from 'vitest'
import { failureCause } from '@/components/shell/status/failure-cause'
import { liveEvent } from '@/test/support/live-event'

const fine = liveEvent()
const away = { ...fine.database, reachable: false, failure: 'No answer within 3 s' }

describe('the cause of a page that failed', () => {
  it('is the database only where the database does not answer', () => {
    const event = liveEvent({ database: away })
    expect(failureCause({ event, connection: 'live' })).toContain(
      'The database does not answer. No answer within 3 s. Nothing is lost',
    )
  })

  it('is not known where everything answers, or nothing was heard yet', () => {
    for (const event of [fine, null]) {
      const words = failureCause({ event, connection: 'live' })
      expect(words).toContain('The cause is not known here')
      expect(words).not.toContain('database')
    }
  })

  it('is the console where that is not reached, whatever it said last', () => {
    const event = liveEvent({ database: away })
    const words = failureCause({ event, connection: 'lost' })
    expect(words).toContain('The console itself cannot be reached')
    expect(words).not.toContain('database')
  })
})
