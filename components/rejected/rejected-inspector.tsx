'use client'

import Link from 'next/link'
import { DiscardDialog } from '@/components/rejected/discard-dialog'
import { OpenDialog } from '@/components/rejected/open-dialog'
import { PutBackDialog } from '@/components/rejected/put-back-dialog'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { REJECTED_STATES, RejectedState } from '@/components/rejected/rejected-state'
import { Fact, Facts } from '@/components/table/fact'
import { Inspector } from '@/components/table/inspector'
import { LocalTime } from '@/components/table/local-time'
import { None } from '@/components/table/table'
import { CopyButton } from '@/components/ui/copy-button'
import { formatBytes } from '@/lib/format/format'
import type { RejectedRow } from '@/lib/model/login'
import { type RejectedQuery, rejectedHref } from '@/lib/model/query/rejected-query'
import { describeReason, encodeReason } from '@/lib/model/reject-reasons'

type Props = {
  query: RejectedQuery
  message: RejectedRow
  /** Null for those who may only look. */
  actions: RejectedActions | null
  onClose: () => void
}

/** All about one rejected message but what it said, and what an admin can do with it. */
export function RejectedInspector({ query, message, actions, onClose }: Props) {
  const { state, settledAt, settledBy, returnedAs } = message
  return (
    <Inspector title="Rejected message" onClose={onClose}>
      <Facts>
        <Fact name="state">
          <RejectedState state={state} />
          <span className="mt-1 block text-muted">{REJECTED_STATES[state].means}</span>
        </Fact>
        {settledAt === null ? null : (
          <Fact name={state === 'returning' ? 'begun' : state}>
            <LocalTime at={settledAt} />
            <span className="block">by {settledBy ?? 'nobody known'}</span>
          </Fact>
        )}
        {returnedAs === null ? null : (
          <Fact name="as message">
            <Id value={returnedAs} label="Copy the id of the new message" />
          </Fact>
        )}
        {message.requestId === null ? null : (
          <Fact name="request">
            <Link
              href={rejectedHref({}, { request: message.requestId })}
              prefetch={false}
              title="List the messages of this row of the audit log"
              className="rounded-sm text-accent underline-offset-4 hover:underline"
            >
              {message.requestId}
            </Link>
          </Fact>
        )}
        <Reasons query={query} message={message} />
        <Fact name="fields">
          {message.fieldNames.length === 0 ? (
            <None />
          ) : (
            <span className="font-mono text-sm">{message.fieldNames.join(', ')}</span>
          )}
        </Fact>
        <Fact name="rejected">
          <LocalTime at={message.rejectedAt} />
        </Fact>
        <Fact name="sent">
          <LocalTime at={message.sentAt} />
        </Fact>
        <Fact name="received">{message.receiveCount}×</Fact>
        <Fact name="size">{formatBytes(message.bodyBytes)}</Fact>
        <Fact name="message">
          <Id value={message.messageId} label="Copy the message id" />
        </Fact>
        <Fact name="run">
          <Link
            href={`/runs/${message.runId}`}
            className="rounded-sm text-accent underline-offset-4 hover:underline"
          >
            run {message.runId}
          </Link>
        </Fact>
      </Facts>
      {actions === null ? null : (
        <MessageActions key={message.id} message={message} actions={actions} />
      )}
    </Inspector>
  )
}

function Reasons({ query, message }: Pick<Props, 'query' | 'message'>) {
  return (
    <Fact name="reasons">
      <ul>
        {message.reasons.map((reason) => (
          <li key={encodeReason(reason)}>
            <Link
              href={rejectedHref(query, { reason: encodeReason(reason) })}
              prefetch={false}
              title="List the messages with this reason"
              className="rounded-sm underline-offset-4 hover:text-accent hover:underline"
            >
              {describeReason(reason)}
            </Link>
          </li>
        ))}
      </ul>
    </Fact>
  )
}

function MessageActions({ message, actions }: { message: RejectedRow; actions: RejectedActions }) {
  const { state } = message
  const isOpen = state === 'kept' || state === 'returning'
  return (
    <section
      aria-label="What can be done"
      className="mt-4 flex flex-wrap gap-2 border-line border-t pt-4"
    >
      {state === 'discarded' ? (
        <p className="text-muted">Nothing more can be done with it.</p>
      ) : (
        <OpenDialog message={message} actions={actions} />
      )}
      {isOpen ? <PutBackDialog message={message} actions={actions} /> : null}
      {isOpen ? <DiscardDialog message={message} actions={actions} /> : null}
    </section>
  )
}

function Id({ value, label }: { value: string; label: string }) {
  return (
    <span className="font-mono text-sm">
      <span className="break-all">{value}</span> <CopyButton text={value} label={label} />
    </span>
  )
}
