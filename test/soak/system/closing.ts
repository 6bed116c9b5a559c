/** What has to be undone at the end, however that comes. */
export type Closing = {
  add(undo: () => Promise<void> | void): void
  /** Undoes everything, the last first, once; what cannot be undone keeps nothing else from it. */
  close(): Promise<void>
}

/** Nothing to undo yet. */
export function createClosing(): Closing {
  const undos: (() => Promise<void> | void)[] = []
  let closing: Promise<void> | undefined
  const undoAll = async () => {
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      try {
        await undo()
      } catch {
        // The others are undone all the same.
      }
    }
  }
  return {
    add: (undo) => undos.push(undo),
    close: () => {
      closing ??= undoAll()
      return closing
    },
  }
}
