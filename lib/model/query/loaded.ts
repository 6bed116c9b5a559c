/** What a page reads for itself: it, or why it could not be read. */
export type Loaded<T> =
  | { kind: 'loaded'; value: T }
  | {
      kind: 'failed'
      /** In words that are safe to show. */
      cause: string
      /** A code to look it up by. */
      detail?: string | undefined
    }
