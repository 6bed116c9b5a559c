import { CaseSkeleton } from '@/components/case/case-skeleton'

/** The page of a user while it loads. */
export function UserSkeleton() {
  return (
    <CaseSkeleton
      title="User"
      label="Loading the user"
      timeline="h-28 py-3"
      tabs={['w-10', 'w-18', 'w-12', 'w-20', 'w-18', 'w-14']}
    />
  )
}
