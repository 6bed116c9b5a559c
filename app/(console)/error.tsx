'use client'

import { FailedInFrame } from '@/components/shell/frame/failed-later'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** A page that could not be shown, within the frame: the way to the other pages stays. */
export default function PageError({ error, retry }: Props) {
  return <FailedInFrame error={error} retry={retry} />
}
