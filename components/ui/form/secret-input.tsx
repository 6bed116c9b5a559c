'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/form/input'
import { Tooltip } from '@/components/ui/overlay/tooltip'

type Props = Omit<ComponentProps<typeof Input>, 'type'> & {
  /** What it holds, as its button says it: `Show the ${word}`. */
  word: string
}

/** A field for a secret, hidden until it is asked to be shown. */
export function SecretInput({ word, className, ...props }: Props) {
  const [shown, setShown] = useState(false)
  const label = `${shown ? 'Hide' : 'Show'} the ${word}`
  return (
    <div className="relative">
      <Input type={shown ? 'text' : 'password'} className={cn('pr-9', className)} {...props} />
      <Tooltip label={label}>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={label}
          aria-pressed={shown}
          className="-translate-y-1/2 absolute top-1/2 right-0.5"
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff /> : <Eye />}
        </Button>
      </Tooltip>
    </div>
  )
}
