'use client'

import { PageFailed } from '@/components/shell/frame/page-failed'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** Where not even the frame could be shown, as it is not known who is signed in. */
export default function RootError({ error, retry }: Props) {
  return (
    <main className="h-dvh">
      <title>Not available · Veilgate</title>
      <PageFailed error={error} retry={retry} />
    </main>
  )
}
