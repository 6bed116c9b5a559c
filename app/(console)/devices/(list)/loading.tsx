import { SharedSkeleton } from '@/components/shared-values/shared-skeleton'

export default function Loading() {
  return <SharedSkeleton kind="device" />
}
