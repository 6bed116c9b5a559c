import { UserSkeleton } from '@/components/users/user-skeleton'

export default function Loading() {
  return <UserSkeleton />
}
