import { Swatch } from '@/components/masked-value/swatch'
import { shortToken } from '@/lib/model/token'

/** A token's swatch and short form; on paper, where nothing can be pointed at, the whole token. */
export function ShortToken({ token }: { token: string }) {
  return (
    <>
      <Swatch token={token} />
      <span className="print:hidden">{shortToken(token)}…</span>
      <span className="hidden print:inline">{token}</span>
    </>
  )
}
