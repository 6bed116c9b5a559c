import type { ContenderName } from '@/test/bench/ingest/contenders'
import type { Outcome } from '@/test/bench/ingest/round'
import type { Bar } from '@/test/bench/ingest/table'

type Figures = Partial<Record<ContenderName, Outcome>>

/** What is asked of Veilgate beside the others of the same run; without what was not run. */
export function contenderBars(figures: Figures): Bar[] {
  const ours = figures.Veilgate
  if (ours === undefined) return []
  const bare = figures['bare SDK loop']
  const rateTo = (name: ContenderName, bar: number): Bar[] => {
    const other = figures[name]
    return other === undefined
      ? []
      : [{ says: `rate, to that of ${name}`, ratio: ours.rate / other.rate, bar }]
  }
  const cpu: Bar[] =
    bare === undefined
      ? []
      : [
          {
            says: 'client CPU a message, to that of bare SDK loop',
            ratio: ours.clientMicros / bare.clientMicros,
            bar: 1,
            atMost: true,
          },
        ]
  return [
    ...rateTo('bare SDK loop', 1),
    ...cpu,
    ...rateTo('bare loop, our client', 0.8),
    ...rateTo('sqs-consumer ×4, createMany', 3),
    ...rateTo('sqs-consumer ×4, unnest', 1.5),
    ...rateTo('one by one', 100),
    { says: 'RSS in a drain, MB', ratio: ours.rssMb, bar: 200, atMost: true },
  ]
}

/** What is asked of it behind a network. @param far by milliseconds of latency. */
export function networkBars(far: ReadonlyMap<number, Outcome>): Bar[] {
  const near = far.get(0)
  if (near === undefined) return []
  const rateAt = (ms: number, bar: number): Bar[] => {
    const outcome = far.get(ms)
    return outcome === undefined
      ? []
      : [{ says: `rate at ${ms} ms, to that at 0 ms`, ratio: outcome.rate / near.rate, bar }]
  }
  const calls = far.get(12)?.calls
  return [
    ...rateAt(12, 0.9),
    ...rateAt(60, 0.7),
    ...(calls === undefined
      ? []
      : [{ says: 'SQS calls a message at 12 ms', ratio: calls, bar: 0.21, atMost: true }]),
  ]
}
