import { List } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { AboutPane } from '@/components/case/about-pane'
import { CaseHead } from '@/components/case/case-head'
import { PrintCase } from '@/components/case/print-case'
import { loginsHref } from '@/components/logins/logins-href'
import { FoldNotice } from '@/components/notice/fold-notice'
import { ThingTimeline } from '@/components/shared-values/detail/thing-timeline'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { ErasedNotice } from '@/components/users/erased-notice'
import { UserFacts } from '@/components/users/user-facts'
import { UserTabs, type UserTabsProps } from '@/components/users/user-tabs'
import { UserVerbs } from '@/components/users/user-verbs'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { FoundErasure } from '@/lib/db/users/find-erasure'
import type { FoldState } from '@/lib/model/live/folding'

type Props = UserTabsProps & {
  erasure: FoundErasure | null
  histogram: LoginHistogram
  /** How far the figures were behind when they were read. */
  folding: FoldState
  /** What was said of the user, and the way to say more. */
  review: ReactNode
}

/** One user: their figures, their time, their devices, IPs and versions, and whom these link them to. */
export function UserPage({ erasure, histogram, folding, review, ...tabs }: Props) {
  const { user, history } = tabs
  return (
    <Page
      title="User"
      actions={
        <>
          <PrintCase />
          <Button variant="primary" asChild>
            <Link href={loginsHref({ user_id: user.id })} prefetch={false}>
              <List /> Show their logins
            </Link>
          </Button>
        </>
      }
    >
      <div data-case className="flex min-w-0 flex-1 flex-col">
        <CaseHead what="User" subject={user.id} />
        <FoldNotice folding={folding} />
        {erasure === null ? null : <ErasedNotice erasure={erasure} />}
        <div className="flex min-h-0 flex-1 max-[900px]:flex-col max-[900px]:overflow-y-auto print:block">
          <div className="flex min-w-0 flex-1 flex-col max-[900px]:flex-none print:block">
            <ThingTimeline filter={{ user_id: user.id }} histogram={histogram} />
            <UserTabs {...tabs} />
          </div>
          <AboutPane label="About this user">
            <p translate="no" className="break-all font-mono text-sm">
              {user.id} <CopyButton text={user.id} label="Copy the user id" />
            </p>
            <UserVerbs user={user} />
            <div className="mt-4">
              <UserFacts user={user} history={history} />
            </div>
            {review}
          </AboutPane>
        </div>
      </div>
    </Page>
  )
}
