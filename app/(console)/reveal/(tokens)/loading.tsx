import { RevealSkeleton } from '@/components/reveal/reveal-skeleton'

export default function Loading() {
  return <RevealSkeleton current="reveal" />
}
