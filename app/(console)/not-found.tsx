import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** What is not there, and what one may not see. */
export default function NotFound() {
  return (
    <Page title="Not found">
      <title>Not found · Veilgate</title>
      <EmptyState
        icon={SearchX}
        title="There is nothing at this address."
        className="flex-1"
        actions={
          <Button asChild>
            <Link href="/">Go to the overview</Link>
          </Button>
        }
      >
        It may have been removed, or the address was mistyped.
      </EmptyState>
    </Page>
  )
}
