import { DetailSkeleton } from '@/components/shared-values/detail/detail-skeleton'

export default function Loading() {
  return <DetailSkeleton kind="device" />
}
