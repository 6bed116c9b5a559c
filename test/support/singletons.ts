/** What a process has one of (a queue's client …) would point at an earlier test's. */
export function forgetSingletons() {
  const { veilgateSingletons: all } = globalThis as { veilgateSingletons?: Map<string, object> }
  for (const name of all?.keys() ?? []) if (name !== 'database') all?.delete(name)
}
