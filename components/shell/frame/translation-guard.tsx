'use client'

import { followTranslations } from '@/components/shell/frame/translated-texts'

// From before the page is hydrated: what was translated before an effect would be missed for good.
if (typeof document !== 'undefined') followTranslations(document.body)

/** Lets the page go on, and its figures stay true, while the browser translates it. */
export function TranslationGuard() {
  return null
}
