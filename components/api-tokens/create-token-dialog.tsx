'use client'

import { useState } from 'react'
import type { TokenActions, TokenDays } from '@/components/api-tokens/token-actions'
import { CHECK_THE_LIST, callAction } from '@/components/ui/ask/call-action'
import { Field } from '@/components/ui/form/field'
import { Input } from '@/components/ui/form/input'
import { Select } from '@/components/ui/form/select'
import { FormDialog } from '@/components/ui/overlay/form-dialog'
import {
  API_SCOPE_WORDS,
  API_SCOPES,
  API_TOKEN_DAYS,
  type ApiScope,
  MAX_API_TOKEN_NAME,
} from '@/lib/model/api-token'
import type { TokenCreated } from '@/lib/reveal/manage-tokens'

type Props = {
  create: TokenActions['create']
  onCreated: (created: TokenCreated) => void
  onClose: () => void
}

const DEFAULT_DAYS: TokenDays = 90
const DAY_OPTIONS = API_TOKEN_DAYS.map((days) => ({ value: String(days), label: `${days} days` }))

/** Asks what a token is called, what it may read, and for how long. */
export function CreateTokenDialog({ create, onCreated, onClose }: Props) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<ApiScope[]>(['logins'])
  const [days, setDays] = useState<TokenDays>(DEFAULT_DAYS)
  const submit = async () => {
    const result = await callAction(() => create({ name, scopes, days }), CHECK_THE_LIST)
    if (result.kind !== 'created') return result.problem
    onCreated(result)
    return undefined
  }
  return (
    <FormDialog
      title="Create an API token"
      description="A program can use it to read what the pages show: tokens, never originals. Its secret is shown only once."
      confirm="Create 1 token"
      disabled={scopes.length === 0}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field id="token-name" label="Name" hint="Name the program that will use it.">
        <Input
          id="token-name"
          required
          maxLength={MAX_API_TOKEN_NAME}
          autoComplete="off"
          aria-describedby="token-name-hint"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <ScopeBoxes scopes={scopes} onScopes={setScopes} />
      <Field id="token-days" label="Expires after">
        <Select
          id="token-days"
          value={String(days)}
          options={DAY_OPTIONS}
          onChange={(value) => setDays(Number(value) as TokenDays)}
        />
      </Field>
    </FormDialog>
  )
}

function ScopeBoxes({
  scopes,
  onScopes,
}: {
  scopes: ApiScope[]
  onScopes: (scopes: ApiScope[]) => void
}) {
  const toggle = (scope: ApiScope, isOn: boolean) =>
    onScopes(API_SCOPES.filter((each) => (each === scope ? isOn : scopes.includes(each))))
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">May read</legend>
      {API_SCOPES.map((scope) => (
        <label key={scope} className="flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={scopes.includes(scope)}
            onChange={(event) => toggle(scope, event.target.checked)}
          />
          <span>
            {scope} <span className="text-muted">· {API_SCOPE_WORDS[scope]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
