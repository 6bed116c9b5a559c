'use client'

import { DraftSweeper } from '@/components/draft/draft-sweeper'
import { useFailureSoon } from '@/components/shell/frame/failed-later'
import { HeldNotice } from '@/components/shell/frame/held-notice'
import { NavigationWatch } from '@/components/shell/frame/navigation-line'
import { TranslationGuard } from '@/components/shell/frame/translation-guard'
import { UpdateWatch } from '@/components/shell/frame/update-watch'

type Props = {
  /** Who is signed in. */
  owner: string
  /** Names the build that rendered the page. */
  build: string
}

/** What keeps the frame going while it is open, and says over the page what it cannot mend. */
export function FrameWatch({ owner, build }: Props) {
  useFailureSoon()
  return (
    <>
      <HeldNotice />
      <UpdateWatch build={build} />
      <NavigationWatch />
      <TranslationGuard />
      <DraftSweeper owner={owner} />
    </>
  )
}
