import type { GlossaryWord } from '@/lib/model/glossary'

/** The place of a word on the help page. Apart from the glossary, whose texts only that page needs. */
export function glossaryHref(word: GlossaryWord): string {
  return `/help#${glossaryId(word)}`
}

/** `kid`, `fp` → `kid-fp`. */
export function glossaryId(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
