import { Eraser } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { Justification } from '@/components/reveal/justification-fields'
import { StepUpDialog } from '@/components/reveal/step-up-dialog'
import { Button } from '@/components/ui/button'
import type { Erasable } from '@/lib/db/vault/count-erasable'
import { formatCount } from '@/lib/format/format'
import { inSentence } from '@/lib/model/login-field'
import { MASKED_FIELD_NAMES, MASKED_FIELDS } from '@/lib/model/masked-fields'

/** Devices come before IPs, as in the table. */
const MASKED_IN_ORDER = MASKED_FIELD_NAMES.toReversed()

type Asked = Justification & { replaceUserId: boolean }

type Props = {
  counted: { userId: string } & Erasable
  /** @returns the problem, if there was one. */
  erase: (asked: Asked) => Promise<string | undefined>
}

/** What an erasure would reach, whether the user id goes as well, and the question. */
export function EraseReach({ counted, erase }: Props) {
  const { rows, erasedRows, userId } = counted
  const [wanted, setWanted] = useState(false)
  if (rows === 0 && erasedRows === 0) {
    return (
      <p role="status" className="text-muted">
        No login of that user is stored.
      </p>
    )
  }
  const replaceUserId = wanted || rows === 0
  const logins = formatCount(rows === 0 ? erasedRows : rows, 'login')
  const verb = rows === 0 ? 'Replace the user id in' : 'Erase'
  return (
    <section aria-label="What would be erased" className="flex flex-col gap-3">
      {rows === 0 ? (
        <p role="status" className="text-muted">
          All {logins} of that user are erased already. Only their user id is left to be replaced.
        </p>
      ) : (
        <>
          <Reached counted={counted} replaceUserId={replaceUserId} />
          <label className="flex select-none items-start gap-2">
            <input
              type="checkbox"
              checked={wanted}
              onChange={(event) => setWanted(event.target.checked)}
              className="mt-[3px] accent-accent"
            />
            Also replace the user id, which may itself lead to the person
          </label>
        </>
      )}
      <p className="text-muted">
        It cannot be undone. Backups made before now still hold it all until they expire, and so
        does whatever was exported.
      </p>
      <StepUpDialog
        form="erase"
        title={`${verb} ${logins} of this user?`}
        description={
          <>
            <span className="break-all font-mono text-ink text-sm">{userId}</span>: the tokens are
            overwritten and the originals deleted, for good.
            {replaceUserId ? ' A tombstone takes the place of the user id.' : null} It is recorded
            and listed.
          </>
        }
        confirm={`${verb} ${logins}`}
        danger
        passphrase="optional"
        onConfirm={(why) => erase({ ...why, replaceUserId })}
      >
        <Button variant="danger">
          <Eraser /> {verb} {logins}…
        </Button>
      </StepUpDialog>
    </section>
  )
}

function Reached({ counted, replaceUserId }: Pick<Props, 'counted'> & { replaceUserId: boolean }) {
  const { rows, values, shared } = counted
  const total = Object.values(values).reduce((sum, count) => sum + count, 0)
  return (
    <ul className="flex flex-col gap-1.5 rounded-lg border border-line bg-inset p-3 tabular-nums">
      <li>
        <span className="font-semibold">{formatCount(rows, 'login')}</span>:{' '}
        {replaceUserId
          ? 'time, type, locale and version stay, the user id'
          : 'user, time, type, locale and version stay,'}{' '}
        {replaceUserId ? 'and both tokens go.' : 'both tokens go.'}
      </li>
      <li>
        {MASKED_IN_ORDER.map((field, at) => (
          <Fragment key={field}>
            {at === 0 ? null : at === MASKED_IN_ORDER.length - 1 ? ' and ' : ', '}
            <span className="font-semibold">
              {formatCount(values[field], inSentence(MASKED_FIELDS[field].label))}
            </span>
          </Fragment>
        ))}{' '}
        no longer {total === 1 ? 'leads' : 'lead'} to this user.
      </li>
      <li>
        <span className="font-semibold">{formatCount(total - shared, 'original')}</span>{' '}
        {total - shared === 1 ? 'leaves' : 'leave'} the vault
        {shared === 0
          ? '.'
          : `; ${formatCount(shared, 'other')} ${shared === 1 ? 'stays, since other users have it' : 'stay, since other users have them'}, too.`}
      </li>
    </ul>
  )
}
