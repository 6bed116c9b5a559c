import Link from 'next/link'
import { countWords } from '@/components/logins/count-words'
import { loginsHref } from '@/components/logins/logins-href'
import { ReviewBadge } from '@/components/reviews/review-badge'
import { Fact, Facts } from '@/components/table/fact'
import { LocalTime } from '@/components/table/local-time'
import { countOf } from '@/components/users/user-counts'
import type { FoundUser } from '@/lib/db/users/find-user'
import type { VersionHistory } from '@/lib/db/users/list-version-changes'
import { formatCount } from '@/lib/format/format'

/** The figures of one user. */
export function UserFacts({ user, history }: { user: FoundUser; history: VersionHistory }) {
  return (
    <Facts>
      <Fact name="review">
        <ReviewBadge mark={user.mark} />
      </Fact>
      <Fact name="logins">
        <Link
          href={loginsHref({ user_id: user.id })}
          prefetch={false}
          className="rounded-sm text-accent underline-offset-4 hover:underline"
        >
          {countWords(user.logins)}
        </Link>
      </Fact>
      <Fact name="first seen">
        <LocalTime at={user.firstSeen} />
      </Fact>
      <Fact name="last seen">
        <LocalTime at={user.lastSeen} />
      </Fact>
      <Fact name="devices">{countOf(user, 'device')}</Fact>
      <Fact name="IPs">{countOf(user, 'ip')}</Fact>
      <Fact name="downgrades">
        {history.downgrades === 0
          ? 'none'
          : formatCount(
              history.downgrades,
              'downgrade of the version',
              'downgrades of the version',
            )}
      </Fact>
    </Facts>
  )
}
