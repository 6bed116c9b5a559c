const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

/** Moves the focus to the first thing that takes it, unless something inside has it already. */
export function focusFirst(element: HTMLElement) {
  if (element !== document.activeElement && element.contains(document.activeElement)) return
  const [first = element] = element.querySelectorAll<HTMLElement>(FOCUSABLE)
  first.focus({ preventScroll: true })
}

/** Whether the next Tab, or Shift-Tab, would leave an element. */
export function isAtEdge(element: HTMLElement, backwards: boolean): boolean {
  const all = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    ({ tabIndex }) => tabIndex >= 0,
  )
  const edge = backwards ? all[0] : all.at(-1)
  return edge === undefined || edge === document.activeElement || document.activeElement === element
}
