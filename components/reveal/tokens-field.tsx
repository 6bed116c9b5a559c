import { Field } from '@/components/ui/form/field'
import { Textarea } from '@/components/ui/form/textarea'
import { formatCount } from '@/lib/format/format'
import { MAX_TOKENS } from '@/lib/model/parse-tokens'

type Props = {
  text: string
  /** How many tokens the text holds, and how many other words. */
  count: number
  others: number
  onChange: (text: string) => void
}

/** Where tokens are pasted, whatever stands between them. */
export function TokensField({ text, count, others, onChange }: Props) {
  const isTooMany = count > MAX_TOKENS
  return (
    <Field
      id="tokens"
      label="Tokens"
      hint={
        <span aria-live="polite" className={isTooMany ? 'text-danger' : undefined}>
          {hintOf(count, others)}
        </span>
      }
    >
      <Textarea
        id="tokens"
        rows={5}
        required
        spellCheck={false}
        autoCapitalize="none"
        value={text}
        aria-invalid={isTooMany || (count === 0 && others > 0)}
        aria-describedby="tokens-hint"
        placeholder={'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023\ndv1_…'}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-20 font-mono text-sm"
      />
    </Field>
  )
}

function hintOf(count: number, others: number): string {
  if (count > MAX_TOKENS) return `${formatCount(count, 'token')}: at most ${MAX_TOKENS} at a time.`
  if (count === 0 && others === 0) return `Up to ${MAX_TOKENS}, with anything between them.`
  const left = others === 0 ? '' : `, ${formatCount(others, 'other word')} left out`
  return count === 0 ? 'No tokens found in this text.' : `${formatCount(count, 'token')}${left}.`
}
