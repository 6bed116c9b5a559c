'use client'

import '@/app/globals.css'

/** The last resort, where the document itself could not be rendered; it depends on nothing. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Not available · Veilgate</title>
        <main className="flex h-dvh flex-col items-center justify-center gap-1 px-6 text-center">
          <h1 className="font-semibold">Veilgate is unavailable.</h1>
          <p className="text-muted">Reload the page in a moment.</p>
          <p className="font-mono text-muted text-sm">{error.digest}</p>
        </main>
      </body>
    </html>
  )
}
