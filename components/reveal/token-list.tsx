'use client'

import { CircleSlash, TriangleAlert } from 'lucide-react'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { CopyOriginal } from '@/components/reveal/copy-original'
import type { Outcome } from '@/components/reveal/use-reveal'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { fieldOfToken, isToken } from '@/lib/model/token'

type Props = {
  values: Outcome[]
  /** For a dialog: tokens in their short form. */
  isNarrow?: boolean
  /** Records the copy of a token's original. */
  recordCopy: (token: string) => Promise<string | undefined>
}

/** Tokens with their originals, where these are shown: the same rows before, during and after. */
export function TokenList({ values, isNarrow = false, recordCopy }: Props) {
  return (
    <Table className={isNarrow ? 'min-w-100' : 'min-w-170'}>
      <TableHead>
        <Th className={isNarrow ? 'w-44' : 'w-104'}>Token</Th>
        <Th>Original</Th>
        <Th className="w-28">
          <span className="sr-only">Copy</span>
        </Th>
      </TableHead>
      <tbody>
        {values.map((value) => (
          <tr key={value.token} className="h-9 border-line border-b">
            <Td>
              {isToken(value.token) ? (
                <MaskedValue
                  token={value.token}
                  field={fieldOfToken(value.token) ?? 'device_id'}
                  withIcon
                  whole={!isNarrow}
                  className="whitespace-nowrap"
                />
              ) : (
                <span className="text-muted">not a token</span>
              )}
            </Td>
            <Td className="whitespace-normal" colSpan={value.state === 'failed' ? 2 : 1}>
              <Original value={value} />
            </Td>
            {value.state === 'failed' ? null : (
              <Td className="text-right">
                {value.state === 'shown' ? (
                  <CopyOriginal
                    original={value.original}
                    label={`Copy the original of ${value.token}`}
                    record={() => recordCopy(value.token)}
                  />
                ) : null}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** An original can be read, not selected: copying it is an act of its own. */
function Original({ value }: { value: Outcome }) {
  if (value.state === 'shown') {
    return (
      <span
        translate="no"
        className="select-none break-all font-medium font-mono text-ink text-sm print:hidden"
        data-original
      >
        {value.original}
      </span>
    )
  }
  if (value.state !== 'failed') {
    return value.state === 'sealed' ? (
      <span className="text-faint">sealed</span>
    ) : (
      <span className="text-muted">was shown, hidden again</span>
    )
  }
  const isAlarm = value.outcome === 'tampered' || value.outcome === 'foreign-key'
  const Icon = isAlarm ? TriangleAlert : CircleSlash
  return (
    <span
      className={
        isAlarm
          ? 'flex items-start gap-1.5 py-1.5 text-danger'
          : 'flex items-start gap-1.5 py-1.5 text-warn'
      }
    >
      <Icon aria-hidden className="mt-[3px] size-3.5 shrink-0" />
      <span className="min-w-0">{value.message}</span>
    </span>
  )
}
