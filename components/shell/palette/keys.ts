/**
 * Every key of the console but those of pages (`g` and a letter, see `navFor`). A key with `press`
 * presses the button or follows the link that names it in `aria-keyshortcuts`; where the page has
 * none, it does nothing. The others are handled where `what` happens.
 */
export const KEYS = {
  palette: { group: 'Anywhere', caps: ['⌘K'], what: 'Search or run a command' },
  nextPane: { group: 'Anywhere', caps: ['F6'], what: 'Next pane' },
  previousPane: { group: 'Anywhere', caps: ['⇧', 'F6'], what: 'Previous pane' },
  sidebar: { group: 'Anywhere', caps: ['['], what: 'Collapse or widen the sidebar' },
  sheet: { group: 'Anywhere', caps: ['?'], what: 'Show this sheet' },
  copyLink: { group: 'Anywhere', caps: ['y'], what: 'Copy link', press: 'y' },
  close: { group: 'Anywhere', caps: ['esc'], what: 'Close what is open' },
  nextRow: { group: 'In a list', caps: ['j'], what: 'Next row' },
  previousRow: { group: 'In a list', caps: ['k'], what: 'Previous row' },
  firstRow: { group: 'In a list', caps: ['Home'], what: 'First row' },
  lastRow: { group: 'In a list', caps: ['End'], what: 'Last row' },
  inspect: { group: 'In a list', caps: ['↵'], what: 'Inspect the row' },
  filter: { group: 'In a list', caps: ['/'], what: 'Filter', press: '/' },
  nextPage: { group: 'In a list', caps: ['n'], what: 'Next page', press: 'n' },
  previousPage: { group: 'In a list', caps: ['p'], what: 'Previous page', press: 'p' },
  live: { group: 'In a list', caps: ['l'], what: 'Follow new logins', press: 'l' },
  export: { group: 'In a list', caps: ['e'], what: 'Export', press: 'e' },
  cell: { group: 'A value of a login', caps: ['→'], what: 'Next value of the row; ← goes back' },
  include: { group: 'A value of a login', caps: ['f'], what: 'Show only its logins' },
  exclude: { group: 'A value of a login', caps: ['x'], what: 'Leave its logins out' },
  copyValue: { group: 'A value of a login', caps: ['c'], what: 'Copy it' },
  reviewSelected: {
    group: 'Reviewing',
    caps: ['m'],
    what: 'Review what is selected',
    press: 'm',
  },
  nextUnreviewed: { group: 'Reviewing', caps: ['u'], what: 'Next one not reviewed', press: 'u' },
  select: { group: 'Selecting rows', caps: ['space'], what: 'Select the row, or not' },
  selectRange: {
    group: 'Selecting rows',
    caps: ['⇧', 'click'],
    what: 'Select all rows up to this one',
  },
  nextNode: { group: 'In a graph of links', caps: ['← ↑ ↓ →'], what: 'Next node that way' },
  moveGraph: { group: 'In a graph of links', caps: ['⇧', '← ↑ ↓ →'], what: 'Move the graph' },
  zoomGraph: { group: 'In a graph of links', caps: ['+ −'], what: 'Zoom in and out' },
  fitGraph: { group: 'In a graph of links', caps: ['0'], what: 'Fit the graph' },
} as const satisfies Record<string, ConsoleKey>

type ConsoleKey = {
  group: string
  /** As printed on the keyboard, one cap each. */
  caps: readonly string[]
  what: string
  press?: string
}

const LIST: readonly ConsoleKey[] = Object.values<ConsoleKey>(KEYS)

/** The groups of the sheet, in order, each with its keys. */
export function keyGroups(): { name: string; keys: readonly ConsoleKey[] }[] {
  const names = [...new Set(LIST.map(({ group }) => group))]
  return names.map((name) => ({ name, keys: LIST.filter(({ group }) => group === name) }))
}

/** Whether a key presses what names it on the page. */
export function pressesOnPage(key: string): boolean {
  return LIST.some(({ press }) => press === key)
}

/** Presses what names the key as its own; false where the page has nothing that does. */
export function pressOnPage(key: string): boolean {
  const named = pressesOnPage(key) ? elementOf(key) : null
  named?.click()
  return named !== null
}

/** The keys that press something on the page as it is. */
export function keysOfPage(): (ConsoleKey & { press: string })[] {
  return LIST.flatMap(({ press, ...key }) =>
    press !== undefined && elementOf(press) !== null ? [{ ...key, press }] : [],
  )
}

function elementOf(key: string): HTMLElement | null {
  return document.querySelector(`[aria-keyshortcuts="${key}"]:not(:disabled)`)
}
