'use client'

import { type ReactElement, useState, useTransition } from 'react'
import { LocalTime } from '@/components/table/local-time'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/form/field'
import { FormProblem } from '@/components/ui/form/form-problem'
import { Input } from '@/components/ui/form/input'
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
  DialogTrigger,
} from '@/components/ui/overlay/dialog'
import { useTimeZone } from '@/components/ui/time/clock'
import type { Expression, ScheduleActions } from '@/components/workers/worker-actions'
import type { Schedule } from '@/lib/model/pipeline/workers'

type Props = { schedule: Schedule | null; actions: ScheduleActions; children: ReactElement }

/** When an expression comes next, or why it is none. */
type Preview = { of: Expression; nextTimes: string[]; problem?: string }

/** Asks for a cron expression and a time zone, and shows when that comes next. */
export function ScheduleDialog({ children, ...props }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      {open ? <Content {...props} close={() => setOpen(false)} /> : null}
    </Dialog>
  )
}

function Content({ schedule, actions, close }: Omit<Props, 'children'> & { close: () => void }) {
  const viewersZone = useTimeZone()
  const [expression, setExpression] = useState<Expression>({
    cron: schedule?.cron ?? '0 2 * * *',
    timeZone: schedule?.timeZone ?? viewersZone,
  })
  const [problem, setProblem] = useState<string>()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [pending, start] = useTransition()

  // Neither disables nor moves a button, which may just be clicked.
  const look = async () => setPreview(await previewOf(expression, actions))
  const settle = (act: () => ReturnType<ScheduleActions['save']>) =>
    start(async () => {
      const result = await callAction(act)
      if (result.kind === 'done') close()
      else setProblem(result.problem)
    })

  return (
    <DialogContent
      title="Drain by a schedule"
      description="Starts a drain at these times, in any running process. Missed times are made up for once. No drain starts while a run is active."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          settle(() => actions.save(expression))
        }}
      >
        <DialogBody className="flex flex-col gap-4">
          <Fields
            expression={expression}
            onChange={(changed) => {
              setExpression(changed)
              setProblem(undefined)
            }}
            onLeave={() => void look()}
          />
          {problem === undefined ? (
            <NextTimes preview={preview?.of === expression ? preview : null} />
          ) : (
            <div className="min-h-32">
              <FormProblem>{problem}</FormProblem>
            </div>
          )}
        </DialogBody>
        <DialogFooter>
          {schedule === null ? null : (
            <Button variant="ghost" pending={pending} onClick={() => settle(actions.remove)}>
              Remove the schedule
            </Button>
          )}
          <Button onClick={() => void look()}>Show the next times</Button>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={pending}>
            Save
          </Button>
        </DialogFooter>
      </form>
    </DialogContent>
  )
}

async function previewOf(expression: Expression, actions: ScheduleActions): Promise<Preview> {
  const result = await callAction(() => actions.preview(expression))
  return {
    of: expression,
    ...(result.kind === 'read' ? result : { nextTimes: [], ...result }),
  }
}

type FieldsProps = {
  expression: Expression
  onChange: (expression: Expression) => void
  onLeave: () => void
}

function Fields({ expression, onChange, onLeave }: FieldsProps) {
  return (
    <>
      <Field
        id="cron"
        label="Cron expression"
        hint="Minute, hour, day, month, weekday: 0 2 * * * is every night at two."
      >
        <Input
          id="cron"
          aria-describedby="cron-hint"
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          value={expression.cron}
          onChange={(event) => onChange({ ...expression, cron: event.target.value })}
          onBlur={onLeave}
        />
      </Field>
      <Field id="time-zone" label="Time zone" hint="Such as Europe/Berlin, or UTC.">
        <Input
          id="time-zone"
          aria-describedby="time-zone-hint"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          value={expression.timeZone}
          onChange={(event) => onChange({ ...expression, timeZone: event.target.value })}
          onBlur={onLeave}
        />
      </Field>
    </>
  )
}

/** What stands here comes late, so that its place is kept. */
function NextTimes({ preview }: { preview: Preview | null }) {
  return (
    <div className="min-h-32">
      {preview === null ? null : preview.problem !== undefined ? (
        <p role="status" className="text-danger">
          {preview.problem}
        </p>
      ) : (
        <>
          <p className="text-muted text-sm">Next times, in your time zone</p>
          <ul aria-label="Next times of this expression">
            {preview.nextTimes.map((at) => (
              <li key={at}>
                <LocalTime at={at} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
