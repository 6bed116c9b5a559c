'use client'

import { PageFailed } from '@/components/shell/frame/page-failed'
import { Page } from '@/components/shell/page'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** A page that could not be shown, within the frame: the way to the other pages stays. */
export function ConsoleFailed({ error, retry }: Props) {
  return (
    <Page title="Not available">
      <PageFailed error={error} retry={retry} className="flex-1" />
    </Page>
  )
}
