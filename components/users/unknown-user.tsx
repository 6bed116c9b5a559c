import { UserX } from 'lucide-react'
import Link from 'next/link'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErasedNotice } from '@/components/users/erased-notice'
import type { FoundErasure } from '@/lib/db/users/find-erasure'
import { ALL_LOGINS } from '@/lib/model/query/all-logins'

/** Shown when no login has this user. The id is not repeated: anybody can type anything there. */
export function UnknownUser({ erasure }: { erasure: FoundErasure | null }) {
  return (
    <Page title="User">
      <div className="flex min-w-0 flex-1 flex-col">
        {erasure === null ? null : <ErasedNotice erasure={erasure} />}
        <EmptyState
          icon={UserX}
          title="No login of this user is stored."
          className="flex-1"
          actions={
            <Button asChild>
              <Link href={`/logins?${ALL_LOGINS}`} prefetch={false}>
                Search the logins
              </Link>
            </Button>
          }
        >
          The id is compared as it is written, capitals and spaces included: search for its
          beginning. Their logins may also have been deleted for their age, or erased together with
          the id.
        </EmptyState>
      </div>
    </Page>
  )
}
