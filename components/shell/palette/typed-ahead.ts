'use client'

import { useEffect, useState } from 'react'

/** What the palette goes by; a pane goes by the id of its content. */
export const PALETTE = 'palette'

/** Stands in a pane's place until its code is there; see `openingPane`. */
export const OPENING = { 'data-opening': '' }

/** More than anybody searches for. */
const MAX_LENGTH = 100

let typed = { pane: '', text: '' }

/**
 * What was typed for a pane while its code was still on its way: what its field begins with.
 * @param pane `PALETTE`, or the id of its content.
 */
export function useTypedAhead(pane: string): string {
  const [text] = useState(() => (typed.pane === pane ? typed.text : ''))
  useEffect(forgetTyped, [])
  return text
}

/** Keeps a key that stands for a letter. @returns whether it does. */
export function typeAhead(pane: string, key: string): boolean {
  if ([...key].length !== 1) return false
  const text = typed.pane === pane ? typed.text : ''
  // The key that opens a pane, pressed again, is not what one looks for.
  const isAgain = text === '' && key === '/'
  if (text.length < MAX_LENGTH) typed = { pane, text: isAgain ? '' : text + key }
  return true
}

/** Once it is in the field, or the pane is not wanted any more. */
export function forgetTyped() {
  typed = { pane: '', text: '' }
}

/** The id of what was opened while its code is still on its way; null where there is none. */
export function openingPane(): string | null {
  const opened = document.querySelectorAll('[aria-haspopup][aria-expanded="true"]')
  const ids = [...opened].map((each) => each.getAttribute('aria-controls'))
  return ids.find((id) => id !== null && isOnItsWay(document.getElementById(id))) ?? null
}

function isOnItsWay(pane: HTMLElement | null): boolean {
  return pane === null || pane.querySelector('[data-opening]') !== null
}
