import { AsyncLocalStorage } from 'node:async_hooks'
import type { Attributes, Span, SpanContext } from '@opentelemetry/api'
import { failureCode } from '@/lib/errors'
import { withLogContext } from '@/lib/log-context'
import { singleton } from '@/lib/singleton'

export type SpanOptions = {
  /** Ids, counts and closed words: never an original, a token, or what a request says. */
  attributes?: Attributes
  /** Where it began before it is told of; on the clock of `performance.now()`. */
  startedAtMs?: number
  /** Begins a trace of its own that links to the span around it, which may last for days. */
  beginsTrace?: boolean
  /** The span of another process that this one belongs to. */
  remote?: SpanContext | undefined
}

/** Begins spans; made by lib/tracing in a process that has an exporter configured. */
export type SpanStarter = (
  name: string,
  options: SpanOptions & { around: Span | undefined },
) => Span

type Tracing = { start?: SpanStarter; flush?: () => Promise<void>; active: AsyncLocalStorage<Span> }

/** `SpanStatusCode.ERROR`: the library itself is loaded only where there is an exporter. */
const FAILED = 2

/** Has this process trace from now on. Before it, and where no exporter is configured, a span costs nothing. */
export function setTracing(start: SpanStarter, flush: () => Promise<void>): void {
  Object.assign(tracing(), { start, flush })
}

/** Sends what has not been sent yet, before the process ends. */
export async function flushTraces(): Promise<void> {
  await tracing()
    .flush?.()
    .catch(() => undefined)
}

/** Does some work within a span of its own. */
export async function inSpan<Result>(
  name: string,
  options: SpanOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const span = beginSpan(name, options)
  return span.within(work).finally(span.end)
}

export type OpenSpan = {
  /** Does some work within it; a failure marks it by its code alone. */
  within<Result>(work: () => Promise<Result>): Promise<Result>
  /** Notes a part of it that has ended just now. */
  notePart(name: string, startedAtMs: number): void
  /** Adds what is known only later. */
  describe(attributes: Attributes): void
  end(): void
}

/** Begins a span within the one in hand; for what is no single piece of work. */
export function beginSpan(name: string, options: SpanOptions): OpenSpan {
  const { start, active } = tracing()
  if (start === undefined) return UNTRACED
  const span = start(name, { ...options, around: active.getStore() })
  const { traceId } = span.spanContext()
  return {
    within: async (work) => {
      try {
        return await active.run(span, () => withLogContext({ traceId }, work))
      } catch (error) {
        const code = failureCode(error)
        span.setStatus({ code: FAILED, ...(code === undefined ? {} : { message: code }) })
        throw error
      }
    },
    notePart: (part, startedAtMs) => start(part, { startedAtMs, around: span }).end(),
    describe: (attributes) => void span.setAttributes(attributes),
    end: () => span.end(),
  }
}

const UNTRACED: OpenSpan = {
  within: (work) => work(),
  notePart: () => undefined,
  describe: () => undefined,
  end: () => undefined,
}

function tracing(): Tracing {
  return singleton<Tracing>('tracing', () => ({ active: new AsyncLocalStorage<Span>() }))
}
