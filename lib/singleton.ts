/**
 * A value of which a process has one. Pages, server actions and route handlers are bundled apart, so
 * that a module is loaded several times and a variable of its own would exist several times.
 * @param name unique within the process, such as `export-slots`.
 * @param make makes it, the first time that it is asked for.
 */
export function singleton<Value extends object>(name: string, make: () => Value): Value {
  const all = globalThis as { veilgateSingletons?: Map<string, object> }
  all.veilgateSingletons ??= new Map()
  const known = all.veilgateSingletons.get(name) as Value | undefined
  if (known !== undefined) return known
  const made = make()
  all.veilgateSingletons.set(name, made)
  return made
}
