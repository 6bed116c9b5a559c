/** Says what begins, that it still goes on every ten seconds, and how long it took if it took long. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now()
  const seconds = () => Math.round((Date.now() - start) / 1000)
  process.stdout.write(`• ${what} …\n`)
  const timer = setInterval(() => process.stdout.write(`  still at it, ${seconds()} s\n`), 10_000)
  try {
    const result = await work()
    if (seconds() >= 2) process.stdout.write(`  done in ${seconds()} s\n`)
    return result
  } finally {
    clearInterval(timer)
  }
}

/** Says one thing. */
export function say(line: string) {
  process.stdout.write(`• ${line}\n`)
}
