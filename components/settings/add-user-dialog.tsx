'use client'

import { type ReactElement, useState } from 'react'
import { useDraft } from '@/components/draft/use-draft'
import { PassphraseField } from '@/components/reveal/passphrase-field'
import { passphraseFor } from '@/components/settings/account-actions'
import type { PasswordLink } from '@/components/settings/link-dialog'
import type { UserActions } from '@/components/settings/user-actions'
import { CHECK_THE_LIST, callAction } from '@/components/ui/ask/call-action'
import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { Select } from '@/components/ui/form/select'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/overlay/dialog'
import { FormPane } from '@/components/ui/overlay/form-dialog'
import { ROLE_NAMES, ROLES, type Role } from '@/lib/model/permissions'

type Props = {
  add: UserActions['add']
  onLink: (link: PasswordLink) => void
  /** What opens it. */
  children: ReactElement
}

const ROLE_OPTIONS = ROLE_NAMES.map((role) => ({
  value: role,
  label: role,
  hint: ROLES[role].hint,
}))

/** Asks for an address and a role; the person chooses the password by a link. */
export function AddUserDialog({ children, ...props }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      {open ? <Content {...props} close={() => setOpen(false)} /> : null}
    </Dialog>
  )
}

function Content({ add, onLink, close }: Omit<Props, 'children'> & { close: () => void }) {
  const email = useDraft('new person')
  const [role, setRole] = useState<Role>(ROLE_NAMES[0])
  const [passphrase, setPassphrase] = useState('')
  const submit = async () => {
    const result = await callAction(
      () => add({ email: email.text, role, passphrase }),
      CHECK_THE_LIST,
    )
    setPassphrase('')
    if (result.kind !== 'done') return result.problem
    email.drop()
    onLink({ email: result.email, path: result.path, isNew: true })
    return undefined
  }
  return (
    <DialogContent
      title="Add a person"
      description="You get a link, once, by which they choose a password."
    >
      <FormPane confirm="Add 1 person" onSubmit={submit} onDone={close}>
        <Field id="new-email" label="E-mail address">
          <Input
            id="new-email"
            type="email"
            required
            maxLength={254}
            autoComplete="off"
            spellCheck={false}
            value={email.text}
            onChange={(event) => email.write(event.target.value)}
          />
        </Field>
        <Field id="new-role" label="Role">
          <Select
            id="new-role"
            value={role}
            options={ROLE_OPTIONS}
            onChange={(value) => setRole(value as Role)}
          />
        </Field>
        <PassphraseField
          need={passphraseFor(role).passphrase ?? 'none'}
          value={passphrase}
          onChange={setPassphrase}
        />
      </FormPane>
    </DialogContent>
  )
}
