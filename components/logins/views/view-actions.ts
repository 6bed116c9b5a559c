import type { ActionResult, Done } from '@/lib/model/answers/action-result'

export type ViewResult = ActionResult<
  Done | { kind: 'not-found' | 'name-taken' | 'too-many'; problem: string }
>

/** Server actions of the views. */
export type ViewActions = {
  save: (view: { name: string; query: string; shared: boolean }) => Promise<ViewResult>
  share: (input: { id: number; shared: boolean }) => Promise<ViewResult>
  remove: (id: number) => Promise<ViewResult>
  makeDefault: (id: number | null) => Promise<ViewResult>
}
