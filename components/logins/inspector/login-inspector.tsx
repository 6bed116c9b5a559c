'use client'

import { FieldFact } from '@/components/logins/inspector/field-fact'
import { MaskedSection } from '@/components/logins/inspector/masked-section'
import { useOpenCommands } from '@/components/logins/inspector/use-open-commands'
import { type Related, useRelated } from '@/components/logins/inspector/use-related'
import { useValueCommands } from '@/components/logins/inspector/use-value-commands'
import { RiskSection } from '@/components/logins/risk/risk-section'
import { RevealButton } from '@/components/reveal/in-place/reveal-button'
import { tokensOf } from '@/components/reveal/in-place/revealable'
import { Fact, Facts } from '@/components/table/fact'
import { Inspector } from '@/components/table/inspector'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { LoginRow } from '@/lib/model/login'
import { type ListedField, LOGIN_FIELD_LIST, TABLE_FIELDS } from '@/lib/model/login-field-list'
import type { MaskedField } from '@/lib/model/masked-fields'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  /** The place of the login, and itself where the page has it. */
  place: string
  known: LoginRow | undefined
  /** What the list beside it is narrowed to. */
  query: LoginsQuery
  onClose: () => void
}

/** All that is known of one login, and the way to those it shares something with. */
export function LoginInspector({ place, known, query, onClose }: Props) {
  const related = useRelated(place)
  const login = known ?? (related.state === 'ready' ? related.answer?.login : undefined)
  return (
    <Inspector title="Login" onClose={onClose}>
      {login ? (
        <Whole login={login} place={place} related={related} query={query} />
      ) : (
        <Absent related={related} />
      )}
    </Inspector>
  )
}

function Absent({ related }: { related: Related }) {
  if (related.state === 'loading') return <Skeleton className="h-40" />
  if (related.state === 'ready') {
    return <p className="text-muted">This login no longer exists.</p>
  }
  return (
    <p className="text-muted">
      This login could not be read.{' '}
      <Button variant="link" onClick={related.retry}>
        Try again
      </Button>
    </p>
  )
}

type WholeProps = { login: LoginRow; place: string; related: Related; query: LoginsQuery }

function Whole({ login, place, related, query }: WholeProps) {
  useValueCommands(login, query)
  useOpenCommands(login)
  // A login is judged within a second of being stored: what was read last knows.
  const judged = related.state === 'ready' ? (related.answer?.login ?? login) : login
  return (
    <>
      <Facts>
        {fieldsOf('login').map((field) => (
          <FieldFact key={field.key} field={field} login={login} related={related} query={query} />
        ))}
      </Facts>
      {MASKED.map((field) => (
        <MaskedSection
          key={field}
          field={field}
          login={login}
          place={place}
          related={related}
          query={query}
        />
      ))}
      <RevealLogin login={login} />
      <RiskSection login={judged} />
      <div className="mt-4 border-line border-t pt-4">
        <Facts>
          <Fact name="row">{login.id}</Fact>
          {fieldsOf('message').map((field) => (
            <FieldFact
              key={field.key}
              field={field}
              login={login}
              related={related}
              query={query}
            />
          ))}
        </Facts>
      </div>
    </>
  )
}

/** Both values of a login are opened by one look. */
function RevealLogin({ login }: { login: LoginRow }) {
  const tokens = tokensOf([login])
  return (
    <div className="mt-3 empty:hidden print:hidden">
      <RevealButton
        what={
          tokens.length === 1
            ? 'the value of this login'
            : `the ${tokens.length} values of this login`
        }
        tokens={tokens}
      />
    </div>
  )
}

function fieldsOf(section: ListedField['section']): ListedField[] {
  return LOGIN_FIELD_LIST.filter((field) => field.section === section)
}

/** In the order of the table's columns. */
const MASKED = TABLE_FIELDS.filter(({ show }) => show === 'token').map(
  ({ key }) => key as MaskedField,
)
