/** How a filter looks that narrows the list. */
export const FILTER_ON = 'border-accent bg-accent-soft text-accent'
