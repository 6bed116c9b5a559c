'use client'

import { CircleCheck, Eraser } from 'lucide-react'
import { Fragment, useState, useTransition } from 'react'
import type { Justification } from '@/components/reveal/justification-fields'
import { StepUpDialog } from '@/components/reveal/step-up-dialog'
import { Button } from '@/components/ui/button'
import { CHECK_THE_LIST, callAction } from '@/components/ui/call-action'
import { Field } from '@/components/ui/form/field'
import { FormProblem } from '@/components/ui/form/form-problem'
import { Input } from '@/components/ui/form/input'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { Erasable } from '@/lib/db/vault/count-erasable'
import { formatCount } from '@/lib/format/format'
import type { ActionResult } from '@/lib/model/action-result'
import { inSentence } from '@/lib/model/login-field'
import { MASKED_FIELD_NAMES, MASKED_FIELDS } from '@/lib/model/masked-fields'
import type { EraseOutcome } from '@/lib/reveal/erase-user'

type Counted = { kind: 'counted'; userId: string } & Erasable
type Erased = Extract<EraseOutcome, { kind: 'erased' }>

export type EraseProps = {
  preview: (input: { userId: string }) => Promise<ActionResult<Counted>>
  erase: (input: Justification & { userId: string }) => Promise<ActionResult<EraseOutcome>>
}

/** A user id, what its erasure would reach, the question, and what it did not reach. */
export function EraseForm({ preview, erase }: EraseProps) {
  const [userId, setUserId] = useState('')
  const [counted, setCounted] = useState<Counted | null>(null)
  const [erased, setErased] = useState<Erased | null>(null)
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const hydrated = useHydrated()
  const look = () =>
    start(async () => {
      setProblem(undefined)
      setCounted(null)
      setErased(null)
      const result = await callAction(() => preview({ userId: userId.trim() }))
      if (result.kind === 'counted') setCounted(result)
      else setProblem(result.problem)
    })
  const run = async ({ userId: whom }: Counted, why: Justification) => {
    const result = await callAction(() => erase({ ...why, userId: whom }), CHECK_THE_LIST)
    if (result.kind !== 'erased') return result.problem
    setCounted(null)
    setUserId('')
    setErased(result)
    return undefined
  }
  return (
    <div className="flex w-88 shrink-0 flex-col gap-4 overflow-y-auto border-line border-r p-4 max-lg:w-full max-lg:border-r-0 max-lg:border-b">
      <form
        method="post"
        autoComplete="off"
        aria-label="Erase a person"
        onSubmit={(event) => {
          event.preventDefault()
          look()
        }}
        className="flex flex-col gap-4"
      >
        <Field
          id="user-id"
          label="User id"
          hint="As it stands in the logins. Nothing is erased before you confirm."
        >
          <Input
            id="user-id"
            required
            maxLength={128}
            spellCheck={false}
            value={userId}
            aria-describedby="user-id-hint"
            onChange={(event) => {
              setUserId(event.target.value)
              setCounted(null)
            }}
            className="font-mono text-sm"
          />
        </Field>
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" disabled={!hydrated || pending} aria-busy={pending}>
          {pending ? 'Counting…' : 'See what would be erased'}
        </Button>
      </form>
      {counted === null ? null : <Reach counted={counted} erase={(why) => run(counted, why)} />}
      {erased === null ? null : <Report erased={erased} />}
    </div>
  )
}

type ReachProps = {
  counted: Counted
  erase: (why: Justification) => Promise<string | undefined>
}

/** Devices come before IPs, as in the table. */
const MASKED_IN_ORDER = MASKED_FIELD_NAMES.toReversed()

function Reach({ counted, erase }: ReachProps) {
  const { rows, values, shared, erasedRows, userId } = counted
  const total = Object.values(values).reduce((sum, count) => sum + count, 0)
  if (rows === 0) {
    return (
      <p role="status" className="text-muted">
        {erasedRows === 0
          ? 'No login of that user is stored.'
          : `All ${formatCount(erasedRows, 'login')} of that user are erased already.`}
      </p>
    )
  }
  const logins = formatCount(rows, 'login')
  return (
    <section aria-label="What would be erased" className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1.5 rounded-lg border border-line bg-inset p-3 tabular-nums">
        <li>
          <span className="font-semibold">{logins}</span>: user, time, type and version stay, both
          tokens go.
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
      <p className="text-muted">
        It cannot be undone. Backups made before now still hold it all until they expire, and so
        does whatever was exported.
      </p>
      <StepUpDialog
        title={`Erase ${logins} of this user?`}
        description={
          <>
            <span className="break-all font-mono text-ink text-sm">{userId}</span>: the tokens are
            overwritten and the originals deleted, for good. It is recorded and listed.
          </>
        }
        confirm={`Erase ${logins}`}
        danger
        passphrase="optional"
        onConfirm={erase}
      >
        <Button variant="danger">
          <Eraser /> Erase {logins}…
        </Button>
      </StepUpDialog>
    </section>
  )
}

function Report({ erased: { rows, vaultRows, caveats } }: { erased: Erased }) {
  return (
    <section aria-label="What was erased" className="flex flex-col gap-2">
      <p role="status" className="flex items-start gap-2 text-ok">
        <CircleCheck aria-hidden className="mt-[3px] size-3.5 shrink-0" />
        <span>
          {formatCount(rows, 'login')} erased, {formatCount(vaultRows, 'original')} deleted.
        </span>
      </p>
      <p className="font-medium">What this does not reach</p>
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-muted">
        {caveats.map((caveat) => (
          <li key={caveat}>{caveat}</li>
        ))}
      </ul>
    </section>
  )
}
