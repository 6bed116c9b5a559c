'use client'

import { FailedAlone } from '@/components/shell/frame/failed-later'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** Where not even the frame could be shown, as it is not known who is signed in. */
export default function RootError({ error, retry }: Props) {
  return (
    <main className="h-dvh">
      <title>Not available · Veilgate</title>
      <FailedAlone error={error} retry={retry} />
    </main>
  )
}
