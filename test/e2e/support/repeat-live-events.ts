/**
 * Lets the page hear nothing until it is told to, and then each live event again and again, as if more
 * followed, often and without end. It has a stream of its own, so that others hear all the same.
 */
export function repeatLiveEvents() {
  Object.defineProperty(navigator, 'locks', { value: undefined })
  const ask = window.fetch
  window.fetch = async (address, init) => {
    const response = await ask(address, init)
    if (!String(address).endsWith('/api/live') || response.body === null) return response
    const body = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(repeated(init?.signal ?? null))
      .pipeThrough(new TextEncoderStream())
    return new Response(body, response)
  }

  function repeated(signal: AbortSignal | null) {
    let timer: ReturnType<typeof setInterval> | undefined
    let rest = ''
    let seq: number | null = null
    signal?.addEventListener('abort', () => clearInterval(timer))
    return new TransformStream<string, string>({
      transform(piece, controller) {
        const frames = `${rest}${piece}`.split('\n\n')
        rest = frames.pop() ?? ''
        const send = (message: object) =>
          controller.enqueue(`event: live\ndata: ${JSON.stringify(message)}\n\n`)
        for (const data of frames.map((frame) => frame.split('\ndata: ')[1])) {
          if (!window.hears || data === undefined) continue
          clearInterval(timer)
          const message = JSON.parse(data)
          // Those in between are counted as well.
          const count = () => {
            const from: number | null = seq
            seq = from === null ? (message.seq as number) : from + 1
            return from === null ? { seq } : { from, seq }
          }
          send({ ...message, ...count() })
          timer = setInterval(() => {
            const patch = ['o', { ledgerId: ['=', String(Date.now())] }]
            send({ kind: 'delta', epoch: message.epoch, ...count(), patch })
          }, 100)
        }
      },
    })
  }
}

declare global {
  interface Window {
    hears?: boolean
  }
}
