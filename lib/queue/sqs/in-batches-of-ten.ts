/** Hands the items out in tens, the most SQS takes at once, to so many concurrent calls. */
export async function inBatchesOfTen<Item>(
  items: readonly Item[],
  callsAtOnce: number,
  call: (ten: readonly Item[], firstIndex: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const first = next
      next += 10
      await call(items.slice(first, first + 10), first)
    }
  }
  await Promise.all(Array.from({ length: callsAtOnce }, worker))
}
