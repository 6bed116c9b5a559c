type Request = { name: string; grant: () => void }

/** Locks as browsers have them (exclusive ones only), for tabs that are objects of one process. */
export function fakeLocks(): Pick<LockManager, 'request'> {
  const holders = new Map<string, { rob: () => void }>()
  let line: Request[] = []

  const handOn = (name: string) => {
    if (holders.has(name)) return
    const next = line.find((request) => request.name === name)
    line = line.filter((request) => request !== next)
    next?.grant()
  }
  const hold = async (name: string, work: () => unknown) => {
    const robbed = new Promise<never>((_, reject) => {
      const rob = () => reject(new DOMException('Stolen', 'AbortError'))
      holders.set(name, { rob })
    })
    const holder = holders.get(name)
    try {
      return await Promise.race([work(), robbed])
    } finally {
      if (holders.get(name) === holder) {
        holders.delete(name)
        handOn(name)
      }
    }
  }
  const request = (name: string, options: LockOptions, work: () => unknown) => {
    if (options.steal) {
      const robbed = holders.get(name)
      const held = hold(name, work)
      robbed?.rob()
      return held
    }
    return new Promise((resolve, reject) => {
      const one = { name, grant: () => void hold(name, work).then(resolve, reject) }
      const leave = () => {
        line = line.filter((other) => other !== one)
        reject(new DOMException('Left the line', 'AbortError'))
      }
      options.signal?.addEventListener('abort', leave, { once: true })
      line.push(one)
      queueMicrotask(() => handOn(name))
    })
  }
  return { request: request as LockManager['request'] }
}
