import { loginsHref } from '@/components/logins/logins-href'
import { ScrollPane } from '@/components/table/scroll-pane'
import { LookedAt } from '@/components/users/looked-at'
import { ValuesTable } from '@/components/users/values-table'
import type { FoundUser } from '@/lib/db/users/find-user'

/** The locales that a user logged in with. */
export function UserLocales({ user }: { user: FoundUser }) {
  return (
    <>
      <ScrollPane aria-label="Locales" className="flex-1">
        <ValuesTable
          name="Locale"
          values={user.locales}
          hrefOf={(locale) => loginsHref({ user_id: user.id, locale: [locale] })}
        />
      </ScrollPane>
      <LookedAt user={user} />
    </>
  )
}
