'use client'

import { useEffect } from 'react'
import { followTranslations } from '@/components/shell/frame/translated-texts'

/** Lets the page go on, and its figures stay true, while the browser translates it. */
export function TranslationGuard() {
  useEffect(() => followTranslations(document.body), [])
  return null
}
