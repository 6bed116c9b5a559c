/**
 * Says what begins, that it still goes on every ten seconds, and how long it took if it took long.
 * @param work may tell what it is at.
 */
export async function step<T>(
  what: string,
  work: (tell: (line: string) => void) => Promise<T>,
): Promise<T> {
  const start = Date.now()
  const seconds = () => Math.round((Date.now() - start) / 1000)
  const tell = (line: string) => process.stdout.write(`  ${line}\n`)
  process.stdout.write(`• ${what} …\n`)
  const timer = setInterval(() => tell(`still at it, ${seconds()} s`), 10_000)
  try {
    const result = await work(tell)
    if (seconds() >= 2) tell(`done in ${seconds()} s`)
    return result
  } finally {
    clearInterval(timer)
  }
}

/** Says one thing. */
export function say(line: string) {
  process.stdout.write(`• ${line}\n`)
}
