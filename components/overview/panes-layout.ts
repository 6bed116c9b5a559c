/**
 * The live panes, as high as the page but for the history below them, of which a low window shows the
 * head: what it tells is seen at once, and its bars by scrolling.
 */
export const OVERVIEW_PANES =
  'grid h-[calc(100%-44px)] md:[@media(min-height:960px)]:h-[calc(100%-264px)] grid-cols-[344px_minmax(0,1fr)] grid-rows-[236px_minmax(0,1fr)] max-md:flex max-md:h-auto max-md:flex-col max-md:[&>*]:shrink-0'
