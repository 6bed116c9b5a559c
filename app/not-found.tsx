import { SearchX } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** Outside the frame; within it `(console)/not-found.tsx` stands. */
export default function NotFound() {
  return (
    <main className="h-dvh">
      <title>Not found · Veilgate</title>
      <EmptyState
        icon={SearchX}
        title="There is nothing at this address."
        actions={
          <Button asChild>
            <a href="/">Go to the overview</a>
          </Button>
        }
      />
    </main>
  )
}
