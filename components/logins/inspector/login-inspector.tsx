'use client'

import { FieldFact } from '@/components/logins/inspector/field-fact'
import { MaskedSection } from '@/components/logins/inspector/masked-section'
import { type Related, useRelated } from '@/components/logins/inspector/use-related'
import { RiskSection } from '@/components/logins/risk/risk-section'
import { Fact, Facts } from '@/components/table/fact'
import { Inspector } from '@/components/table/inspector'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { LoginRow } from '@/lib/model/login'
import { type ListedField, LOGIN_FIELD_LIST, TABLE_FIELDS } from '@/lib/model/login-field-list'
import type { MaskedField } from '@/lib/model/masked-fields'

type Props = {
  /** The place of the login, and itself where the page has it. */
  place: string
  known: LoginRow | undefined
  onClose: () => void
}

/** All that is known of one login, and the way to those it shares something with. */
export function LoginInspector({ place, known, onClose }: Props) {
  const related = useRelated(place)
  const login = known ?? (related.state === 'ready' ? related.found?.login : undefined)
  return (
    <Inspector title="Login" onClose={onClose}>
      {login ? <Whole login={login} related={related} /> : <Absent related={related} />}
    </Inspector>
  )
}

function Absent({ related }: { related: Related }) {
  if (related.state === 'loading') return <Skeleton className="h-40" />
  if (related.state === 'ready') {
    return <p className="text-muted">There is no such login any more.</p>
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

function Whole({ login, related }: { login: LoginRow; related: Related }) {
  // A login is judged within a second of being stored: what was read last knows.
  const judged = related.state === 'ready' ? (related.found?.login ?? login) : login
  return (
    <>
      <Facts>
        {fieldsOf('login').map((field) => (
          <FieldFact key={field.key} field={field} login={login} related={related} />
        ))}
      </Facts>
      {MASKED.map((field) => (
        <MaskedSection key={field} field={field} login={login} related={related} />
      ))}
      <RiskSection login={judged} />
      <div className="mt-4 border-line border-t pt-4">
        <Facts>
          <Fact name="row">{login.id}</Fact>
          {fieldsOf('message').map((field) => (
            <FieldFact key={field.key} field={field} login={login} related={related} />
          ))}
        </Facts>
      </div>
    </>
  )
}

function fieldsOf(section: ListedField['section']): ListedField[] {
  return LOGIN_FIELD_LIST.filter((field) => field.section === section)
}

/** In the order of the table's columns. */
const MASKED = TABLE_FIELDS.filter(({ show }) => show === 'token').map(
  ({ key }) => key as MaskedField,
)
