import type { SpanOptions as ApiOptions, Context, Span } from '@opentelemetry/api'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { type SpanOptions, setTracing } from '@/lib/trace'

const FLUSH_TIMEOUT_MS = 1_000
/** A collector that is away would fill the log. */
const WARN_EVERY_MS = 60_000

/**
 * Has this process send its spans to the collector of OTEL_EXPORTER_OTLP_ENDPOINT; without one it does
 * nothing and loads nothing. The exporter reads the other OTEL_EXPORTER_OTLP_ variables by itself.
 * The provider is not registered for libraries: what Next traces by itself has addresses in it.
 */
export async function startTracing(): Promise<void> {
  if (env().OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return
  try {
    await start()
  } catch (error) {
    // Nobody is to go without the console for want of its traces.
    log.error('trace.not-started', {}, error)
  }
}

async function start(): Promise<void> {
  const [api, { OTLPTraceExporter }, resources, { BatchSpanProcessor, TracerProvider }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace'),
    ])
  warnOfFailures(api)
  const provider = new TracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes({ 'service.name': 'veilgate' }))
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer('veilgate')
  setTracing(
    (name, options) => tracer.startSpan(name, optionsOf(options), contextOf(api, options)),
    () => provider.forceFlush({ timeoutMillis: FLUSH_TIMEOUT_MS }),
  )
}

type Api = typeof import('@opentelemetry/api')
type Options = SpanOptions & { around: Span | undefined }

function optionsOf({ attributes, startedAtMs, beginsTrace = false, around }: Options): ApiOptions {
  return {
    root: beginsTrace,
    ...(attributes === undefined ? {} : { attributes }),
    ...(startedAtMs === undefined ? {} : { startTime: wallClockAt(startedAtMs) }),
    ...(beginsTrace && around !== undefined ? { links: [{ context: around.spanContext() }] } : {}),
  }
}

/** In a process that is weeks old, the library's own conversion is off by what the clock was set since. */
function wallClockAt(ms: number): Date {
  return new Date(Date.now() - (performance.now() - ms))
}

function contextOf({ ROOT_CONTEXT, trace }: Api, { remote, around }: Options): Context {
  if (around !== undefined) return trace.setSpan(ROOT_CONTEXT, around)
  return remote === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote)
}

/** What the exporter says is not quoted: it may hold headers, and so a password. */
function warnOfFailures({ diag, DiagLogLevel }: Api) {
  let warnedAtMs = Number.NEGATIVE_INFINITY
  const warn = () => {
    if (performance.now() - warnedAtMs < WARN_EVERY_MS) return
    warnedAtMs = performance.now()
    log.warn('trace.not-exported', { wanted: 'a collector at OTEL_EXPORTER_OTLP_ENDPOINT' })
  }
  const ignore = () => undefined
  diag.setLogger(
    { error: warn, warn: ignore, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  )
}
