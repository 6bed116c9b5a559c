'use client'

import { useState, useTransition } from 'react'
import type { TokenActions, TokenDays } from '@/components/api-tokens/token-actions'
import { Button } from '@/components/ui/button'
import { CHECK_THE_LIST, callAction } from '@/components/ui/call-action'
import { Field } from '@/components/ui/form/field'
import { FormProblem } from '@/components/ui/form/form-problem'
import { Input } from '@/components/ui/form/input'
import { Select } from '@/components/ui/form/select'
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from '@/components/ui/overlay/dialog'
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
  const [problem, setProblem] = useState<string>()
  const [pending, start] = useTransition()
  const run = () =>
    start(async () => {
      setProblem(undefined)
      const result = await callAction(() => create({ name, scopes, days }), CHECK_THE_LIST)
      if (result.kind !== 'created') return setProblem(result.problem)
      onClose()
      onCreated(result)
    })
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Create an API token"
        description="A program reads with it what the pages show: tokens, never originals. Its secret is shown once."
      >
        <form
          method="post"
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            run()
          }}
        >
          <DialogBody className="flex flex-col gap-4">
            <Field id="token-name" label="Name" hint="Say which program has it.">
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
            <FormProblem>{problem}</FormProblem>
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button
              type="submit"
              variant="primary"
              disabled={pending || scopes.length === 0}
              aria-busy={pending}
            >
              Create 1 token
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
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
