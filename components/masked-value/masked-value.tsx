'use client'

import { Check, Globe, Hash, type LucideIcon, Smartphone } from 'lucide-react'
import { useEffect, useState } from 'react'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { Swatch } from '@/components/masked-value/swatch'
import { cn } from '@/components/ui/cn'
import { copyText } from '@/components/ui/copy-button'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import { inSentence } from '@/lib/model/login-field'
import { MASKED_FIELDS, type MaskedField } from '@/lib/model/masked-fields'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { shortToken } from '@/lib/model/token'

type Props = {
  /** Any string: adopted rows hold what another program made of the original, if anything. */
  token: string | null
  field: MaskedField
  /** Shows which field it is, where both kinds stand side by side without a heading. */
  withIcon?: boolean
  /** The whole token instead of its short form. */
  whole?: boolean
  /** Reachable by Tab; off in long tables, where a row's inspector holds the same button. */
  tabbable?: boolean
  className?: string
}

const ICONS: Partial<Record<MaskedField, LucideIcon>> = { ip: Globe, device_id: Smartphone }
const COPIED_MS = 1_400

/** A masked value: its swatch, its short form, the whole token on hover; a click copies it. */
export function MaskedValue({ token, field, withIcon, whole, tabbable = true, className }: Props) {
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), COPIED_MS)
    return () => clearTimeout(timer)
  }, [copied])

  if (token === null) return <span className="text-faint">none</span>
  if (token === HIDDEN_ORIGINAL) return <HiddenValue />
  const Icon = ICONS[field] ?? Hash
  const short = shortToken(token)
  return (
    <Tooltip
      label={<span className="font-mono">{token}</span>}
      className="max-w-none"
      align="start"
      disabled={whole}
    >
      <button
        type="button"
        translate="no"
        tabIndex={tabbable ? undefined : -1}
        aria-label={`Copy the ${inSentence(MASKED_FIELDS[field].label)} token ${token}`}
        onClick={async (event) => {
          event.stopPropagation()
          setCopied(await copyText(token))
        }}
        className={cn(
          'inline-flex max-w-full cursor-copy items-center gap-2 rounded-sm text-left align-middle font-mono text-sm',
          className,
        )}
      >
        {withIcon ? <Icon className="size-3.5 shrink-0 text-muted" aria-hidden /> : null}
        <Swatch token={token} />
        <span className="relative min-w-0">
          <span className={cn(whole ? 'break-all' : 'block truncate', copied && 'invisible')}>
            {whole || short === token ? token : `${short}…`}
          </span>
          {copied ? (
            <span className="absolute inset-0 flex items-center gap-1 font-sans text-ok">
              <Check className="size-3" aria-hidden /> copied
            </span>
          ) : null}
        </span>
        <span role="status" className="sr-only">
          {copied ? 'Copied' : ''}
        </span>
      </button>
    </Tooltip>
  )
}
