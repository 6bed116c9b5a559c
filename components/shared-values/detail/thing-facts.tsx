import Link from 'next/link'
import { countWords } from '@/components/logins/count-words'
import { loginsHref } from '@/components/logins/logins-href'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Fact, Facts } from '@/components/table/fact'
import { LocalTime } from '@/components/table/local-time'
import type { FoundShared } from '@/lib/db/shared/find-shared'
import { formatCount } from '@/lib/format/format'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** The figures of one device or IP. */
export function ThingFacts({ kind, thing }: { kind: SharedKind; thing: FoundShared }) {
  const words = SHARED_WORDS[kind]
  return (
    <Facts>
      <Fact name="logins">
        <Link
          href={loginsHref({ [words.field]: thing.token })}
          prefetch={false}
          className="rounded-sm text-accent underline-offset-4 hover:underline"
        >
          {countWords(thing.logins)}
        </Link>
      </Fact>
      <Fact name="users">{formatCount(thing.users, 'user')}</Fact>
      <Fact name={words.other.replace('Devices', 'devices')}>
        {formatCount(thing.others, words.otherOne)}
      </Fact>
      <Fact name="first seen">
        <LocalTime at={thing.firstSeen} />
      </Fact>
      <Fact name="last seen">
        <LocalTime at={thing.lastSeen} />
      </Fact>
    </Facts>
  )
}
