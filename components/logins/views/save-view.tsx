'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'

type Props = { pending: boolean; onSave: (name: string, shared: boolean) => void }

/** Names what the page is narrowed to. */
export function SaveView({ pending, onSave }: Props) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  return (
    <form
      className="flex flex-col gap-2 border-line border-t p-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') return
        onSave(name.trim(), shared)
        setName('')
      }}
    >
      <div className="flex gap-2">
        <Input
          aria-label="Name of the view"
          placeholder="Save this filter as…"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" pending={pending} disabled={name.trim() === ''}>
          Save
        </Button>
      </div>
      <label className="flex select-none items-center gap-2">
        <input
          type="checkbox"
          checked={shared}
          onChange={(event) => setShared(event.target.checked)}
          className="accent-accent"
        />
        Share it with the team
      </label>
    </form>
  )
}
