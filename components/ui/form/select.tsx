'use client'

import { getNonce } from 'get-nonce'
import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'
import { itemStyle, menuStyle } from '@/components/ui/overlay/dropdown-menu'

type SelectOption = { value: string; label: string; hint?: string }

type Props = {
  id?: string
  name?: string
  /** Read out to screen readers where no `<Label>` points here. */
  label?: string
  value?: string
  defaultValue?: string
  placeholder?: string
  options: SelectOption[]
  onChange?: (value: string) => void
  disabled?: boolean
  className?: string
}

/** One of a few options. Values must not be empty strings. */
export function Select({ label, options, placeholder, onChange, className, id, ...root }: Props) {
  return (
    <Radix.Root {...root} onValueChange={onChange}>
      <Radix.Trigger
        id={id}
        aria-label={label}
        className={cn(
          fieldStyle,
          'inline-flex h-8 items-center justify-between gap-2 px-2.5 data-placeholder:text-faint',
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown className="size-3.5 shrink-0 text-muted" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            menuStyle,
            'max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width)',
          )}
        >
          <Radix.Viewport nonce={getNonce()}>
            {options.map((option) => (
              <Radix.Item key={option.value} value={option.value} className={itemStyle}>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint ? <span className="text-faint">{option.hint}</span> : null}
                <Radix.ItemIndicator className="ml-auto pl-3">
                  <Check className="text-accent" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
