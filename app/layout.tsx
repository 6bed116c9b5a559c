import '@/app/globals.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Toaster } from '@/components/ui/overlay/toaster'
import { ClockProvider } from '@/components/ui/time/clock'
import { isUtcShown, PREFERENCE, parseTheme, shownTimeZone } from '@/lib/model/preferences'

export const metadata: Metadata = {
  title: { default: 'Veilgate', template: '%s · Veilgate' },
  description: 'Login events from the queue to masked rows, provably lossless.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f4f5f7' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0d10' },
  ],
}

/** The document around everything. Rendered per request, so that each has its own nonce. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  const jar = await cookies()
  const read = (name: string) => jar.get(name)?.value
  const theme = parseTheme(jar.get(PREFERENCE.theme)?.value)
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-theme={theme === 'system' ? undefined : theme}
      suppressHydrationWarning
    >
      <body>
        <ClockProvider now={Date.now()} timeZone={shownTimeZone(read)} isUtc={isUtcShown(read)}>
          {children}
        </ClockProvider>
        <Toaster />
      </body>
    </html>
  )
}
