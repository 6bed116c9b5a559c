/** How wide the pane of a case is, and where it stands; its skeleton has the same. */
export const ABOUT_PANE =
  'w-80 shrink-0 border-line border-l bg-inset p-4 max-[900px]:order-first max-[900px]:w-auto max-[900px]:border-b max-[900px]:border-l-0'
/** In windows too narrow for it beside a graph: a strip of its own, which opens it. */
export const ABOUT_RAIL =
  'hidden w-10 shrink-0 border-line border-l bg-inset py-1.5 text-center min-[900px]:max-xl:block print:hidden'
