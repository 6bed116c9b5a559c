import type { Metadata } from 'next'
import { requirePermission } from '@/app/(console)/require-permission'
import { recordRevealCopy, revealTokens } from '@/app/(console)/reveal/actions'
import { allowanceOf } from '@/app/(console)/reveal/allowance'
import type { SearchParams } from '@/app/(console)/search-params'
import { RevealPage } from '@/components/reveal/reveal-page'
import { MAX_TOKENS, parseTokens } from '@/lib/model/parse-tokens'

export const metadata: Metadata = { title: 'Reveal' }

/** Where an admin brings originals back. */
export default async function Reveal({ searchParams }: { searchParams: SearchParams }) {
  const admin = await requirePermission('reveal')
  const { tokens } = await searchParams
  const given = parseTokens([tokens].flat().join(' ').slice(0, 20_000)).tokens
  const asked = given.slice(0, MAX_TOKENS)
  return (
    <RevealPage
      key={asked.join()}
      tokens={asked}
      allowance={await allowanceOf(admin)}
      reveal={revealTokens}
      recordCopy={recordRevealCopy}
    />
  )
}
