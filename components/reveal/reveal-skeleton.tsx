import type { ComponentProps } from 'react'
import { RevealTabs } from '@/components/reveal/reveal-tabs'
import { Page } from '@/components/shell/page'
import { FormSkeleton } from '@/components/ui/form/form-skeleton'

/** The pages of the reveal room while they load. */
export function RevealSkeleton({ current }: ComponentProps<typeof RevealTabs>) {
  return (
    <Page title="Reveal" subtitle="every reveal is recorded">
      <div role="status" aria-label="Loading" className="flex min-w-0 flex-1 flex-col">
        <RevealTabs current={current} />
        <FormSkeleton />
      </div>
    </Page>
  )
}
