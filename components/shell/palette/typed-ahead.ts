'use client'

import { type Dispatch, type SetStateAction, useLayoutEffect, useState } from 'react'

/** What the palette goes by; a pane goes by the id of its content. */
export const PALETTE = 'palette'

/** Stands in a pane's place until its code is there; see `openingPane`. */
export const OPENING = { 'data-opening': '' }

/** More than anybody searches for. */
const MAX_LENGTH = 100

let typed = { pane: '', text: '' }

type TypedText = [
  text: string,
  write: Dispatch<SetStateAction<string>>,
  /** Whether it begins with what was typed ahead. */
  isBegun: boolean,
]

/**
 * The text of a pane's field, which begins with what was typed while its code was still on its way.
 * @param pane `PALETTE`, or the id of its content.
 * @param otherwise what it begins with where nothing was typed.
 */
export function useTypedText(pane: string, otherwise = ''): TypedText {
  const [ahead] = useState(() => typedFor(pane))
  const [text, write] = useState(ahead || otherwise)
  useLayoutEffect(() => {
    // From its first rendering until it is there, which a slow machine takes its time for, more may be typed.
    const all = typedFor(pane)
    forgetTyped()
    if (all.length > ahead.length) write(all)
  }, [pane, ahead])
  return [text, write, ahead !== '']
}

function typedFor(pane: string): string {
  return typed.pane === pane ? typed.text : ''
}

/** Keeps a key that stands for a letter. @returns whether it does. */
export function typeAhead(pane: string, key: string): boolean {
  if ([...key].length !== 1) return false
  const text = typedFor(pane)
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
