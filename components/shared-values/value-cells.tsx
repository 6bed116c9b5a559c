import Link from 'next/link'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { ShortToken } from '@/components/masked-value/short-token'
import { valueHref } from '@/components/shared-values/shared-href'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd } from '@/components/table/number-cells'
import { Td } from '@/components/table/table'
import { formatNumber } from '@/lib/format/format'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** How what leads somewhere looks in the tables of a user, a device or an IP. */
export const CELL_LINK =
  'rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current'

/** A device or IP by its token, which leads to its page; an original that is hidden leads nowhere. */
export function ValueTd({ kind, value }: { kind: SharedKind; value: string }) {
  return (
    <Td className="font-mono text-sm">
      {value === HIDDEN_ORIGINAL ? (
        <HiddenValue />
      ) : (
        <Link
          href={valueHref(kind, value)}
          prefetch={false}
          title={value}
          className={`${CELL_LINK} inline-flex items-center gap-2`}
        >
          <ShortToken token={value} />
        </Link>
      )}
    </Td>
  )
}

/** How many logins there are, which leads to them; null where nothing leads there. */
export function LoginsTd({ logins, href }: { logins: number; href: string | null }) {
  return (
    <NumberTd>
      {href === null ? (
        formatNumber(logins)
      ) : (
        <Link href={href} prefetch={false} className={`${CELL_LINK} text-accent`}>
          {formatNumber(logins)}
        </Link>
      )}
    </NumberTd>
  )
}

/** When the first and the last of the logins was; two cells. */
export function SeenTds({ firstSeen, lastSeen }: { firstSeen: string; lastSeen: string }) {
  return (
    <>
      <Td className="pl-8">
        <LocalTime at={firstSeen} className="text-muted" />
      </Td>
      <Td>
        <LocalTime at={lastSeen} className="text-muted" />
      </Td>
    </>
  )
}
