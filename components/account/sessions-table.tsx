'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { LocalTime } from '@/components/table/local-time'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { FormProblem } from '@/components/ui/form/form-problem'
import { RelativeTime } from '@/components/ui/time/relative-time'
import type { ActionResult, Done } from '@/lib/model/answers/action-result'

/** A session, as the page shows it; times in ISO 8601. */
export type ShownSession = {
  id: string
  signedInAt: string
  lastUsedAt: string
  address: string | null
  /** Such as `Chrome 142 on Windows`. */
  browser: string | null
  userAgent: string | null
  isCurrent: boolean
}

export type SessionActions = {
  end: (input: { id: string }) => Promise<ActionResult<Done>>
  endOthers: () => Promise<ActionResult<Done>>
}

type Props = { sessions: ShownSession[]; actions: SessionActions }

/** Where one is signed in, and a way to end each of these sessions. */
export function SessionsTable({ sessions, actions }: Props) {
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const router = useRouter()
  const run = (act: () => Promise<ActionResult<Done>>) =>
    start(async () => {
      const result = await callAction(act)
      setProblem(result.kind === 'done' ? undefined : result.problem)
      router.refresh()
    })
  return (
    <>
      <Table className="min-w-200">
        <TableHead>
          <Th>Browser</Th>
          <Th className="w-40">Address</Th>
          <Th className="w-44">Signed in</Th>
          <Th className="w-32">Last used</Th>
          <Th className="w-24">
            <span className="sr-only">End</span>
          </Th>
        </TableHead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id} className="h-10 border-line border-b">
              <Td title={session.userAgent ?? undefined}>
                {session.isCurrent ? <span className="font-medium">This one · </span> : null}
                {session.browser ?? <None word="unknown" />}
              </Td>
              <Td>{session.address ?? <None word="unknown" />}</Td>
              <Td>
                <LocalTime at={session.signedInAt} className="text-muted" />
              </Td>
              <Td>
                <RelativeTime at={session.lastUsedAt} className="text-muted" />
              </Td>
              <Td className="text-right">
                {session.isCurrent ? null : (
                  <Button
                    size="sm"
                    pending={pending}
                    onClick={() => run(() => actions.end({ id: session.id }))}
                  >
                    End
                  </Button>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="flex flex-col gap-3 p-4">
        <FormProblem>{problem}</FormProblem>
        {sessions.length > 1 ? (
          <Button className="self-start" pending={pending} onClick={() => run(actions.endOthers)}>
            End all other sessions
          </Button>
        ) : null}
      </div>
    </>
  )
}
