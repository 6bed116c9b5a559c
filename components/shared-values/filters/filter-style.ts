/** How a filter looks that narrows the list. */
export const FILTER_ON = 'border-accent bg-accent-soft text-accent'

/** On a phone two choices share a line, so that the list below keeps its room. */
export const FILTER_SELECT = 'h-7 max-sm:w-auto max-sm:min-w-36 max-sm:flex-1'
