/** The landmarks of a page, from the sidebar to the status bar; what lies in another goes with it. */
const PANES = 'aside, header, nav, search, footer, section[aria-label], [role="tabpanel"]'
const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), [tabindex="0"]'

/** Moves the focus to the next pane of the page, or to the one before, round and round. */
export function movePane(towards: 1 | -1) {
  const panes = panesOf(document)
  const at = panes.findIndex((pane) => pane.contains(document.activeElement))
  const to = paneAfter(at, towards, panes.length)
  const pane = to === null ? undefined : panes[to]
  if (pane !== undefined) entryOf(pane)?.focus()
}

/** The place of the pane that comes next; null where there is none. */
export function paneAfter(at: number, towards: 1 | -1, count: number): number | null {
  if (count === 0) return null
  if (at < 0) return towards === 1 ? 0 : count - 1
  return (at + towards + count) % count
}

function panesOf(root: ParentNode): HTMLElement[] {
  const all = [...root.querySelectorAll<HTMLElement>(PANES)]
  return all.filter(
    (pane) => pane.parentElement?.closest(PANES) === null && isSeen(pane) && entryOf(pane),
  )
}

/** Where the focus goes in a pane: to the row or page that it stands on, to itself, or to its first. */
function entryOf(pane: HTMLElement): HTMLElement | undefined {
  const current = pane.querySelector<HTMLElement>('[data-selected], [aria-current="page"]')
  if (current !== null && isSeen(current)) return current
  if (pane.tabIndex === 0) return pane
  return [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isSeen)
}

function isSeen(element: HTMLElement): boolean {
  return element.getClientRects().length > 0
}
