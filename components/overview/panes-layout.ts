/**
 * The live panes, as high as the page but for the head of the history below them: what it tells is seen
 * at once, and its bars by scrolling.
 */
export const OVERVIEW_PANES =
  'grid h-[calc(100%-44px)] grid-cols-[344px_minmax(0,1fr)] grid-rows-[236px_minmax(0,1fr)] max-md:flex max-md:h-auto max-md:flex-col max-md:[&>*]:shrink-0'
