import { describe, expect, it } from 'vitest'
import { createEvaluator, deliverDue, evaluate } from '@/lib/alerts/evaluator'
import { beginOutage, noteOutage, recordOutage } from '@/lib/alerts/outage'
import { changeRule, muteRule } from '@/lib/db/alerts/change-rule'
import { claimDeliveries } from '@/lib/db/alerts/deliveries'
import { listEvents } from '@/lib/db/alerts/list-events'
import { listFiring } from '@/lib/db/alerts/list-firing'
import { readRules } from '@/lib/db/alerts/read-rules'
import { recordTransitions } from '@/lib/db/alerts/record-transitions'
import { closeDatabase } from '@/lib/db/client'
import { databaseUrl, provideEnv } from '@/lib/env'
import type { AlertRuleKind } from '@/lib/model/alerts/alert-rules'
import { HOUR_MS } from '@/lib/model/time/units'
import { messagesOf, nextEvaluator, told, turn, useReceiver } from '@/test/support/alerts/alerts'
import { insertRun } from '@/test/support/factories/runs'
import { usePipeline } from '@/test/support/pipeline'
import { proxyQueue } from '@/test/support/proxies/queue-proxy'

const services = usePipeline()
const { receiver } = useReceiver()
const BY = 'ann@example.com'

const ruleOf = async (kind: AlertRuleKind) => {
  const found = (await readRules()).find(({ rule }) => rule === kind)
  if (found === undefined) throw new Error(`There is no rule ${kind}`)
  return found
}
const stateOf = async (kind: AlertRuleKind) => (await ruleOf(kind)).current.state

/** As if so much time had passed. */
const runsEnded = () =>
  services.query("UPDATE ingest_runs SET ended_at = now() - interval '1 hour'")
const held = (rule: AlertRuleKind, column: 'breached_since' | 'clear_since') =>
  services.query(
    `UPDATE alert_rules SET ${column} = ${column} - interval '1 hour' WHERE rule = $1`,
    [rule],
  )
const due = () => services.query('UPDATE alert_deliveries SET next_attempt_at = now()')

describe('the alerts', () => {
  it('tell that a rule fires, once, and that it is over, once', async () => {
    const evaluator = createEvaluator()
    await turn(evaluator)
    expect(await stateOf('run-failed')).toBe('ok')
    await insertRun('failed')
    for (let at = 0; at < 3; at += 1) await turn(evaluator)
    expect(told(receiver())).toEqual(['run-failed firing'])
    expect(await listFiring()).toEqual(['run-failed'])
    await runsEnded()
    for (let at = 0; at < 3; at += 1) await turn(evaluator)
    expect(told(receiver())).toEqual(['run-failed firing', 'run-failed resolved'])
    expect(await listFiring()).toEqual([])
    const events = await listEvents(10)
    expect(events.filter(({ rule }) => rule === 'run-failed').map(({ kind }) => kind)).toEqual([
      'resolved',
      'firing',
    ])
  })

  it('are evaluated and told by one of several', async () => {
    await insertRun('failed')
    const all = Array.from({ length: 4 }, () => createEvaluator())
    await Promise.all(all.map(turn))
    expect(all.filter(({ isHolder }) => isHolder)).toHaveLength(1)
    // The lease runs out: another goes on, and the one before still takes itself for the holder.
    const next = await nextEvaluator(services)
    await turn(next)
    await Promise.all([...all, next].map(deliverDue))
    expect(next.isHolder).toBe(true)
    expect(told(receiver())).toEqual(['run-failed firing'])
  })

  it('enter a change of state once, though two saw it', async () => {
    await turn(createEvaluator())
    const { current: from } = await ruleOf('fold-behind')
    const transition = {
      rule: 'fold-behind',
      from,
      to: { ...from, state: 'firing', since: new Date() },
      isTold: false,
      event: { kind: 'firing', isMuted: false },
      message: null,
    } as const
    const both = await Promise.all([
      recordTransitions([transition]),
      recordTransitions([transition]),
    ])
    expect(both.flat()).toHaveLength(1)
    const events = await listEvents(10)
    expect(events.filter(({ rule }) => rule === 'fold-behind')).toHaveLength(1)
  })

  it('are told by the next process where one ends between the change and the delivery', async () => {
    await insertRun('failed')
    await evaluate(createEvaluator())
    expect(told(receiver())).toEqual([])
    await turn(await nextEvaluator(services))
    expect(told(receiver())).toEqual(['run-failed firing'])
  })

  it('are told again, with the same id, where a process died while it told', async () => {
    await insertRun('failed')
    const evaluator = createEvaluator()
    await evaluate(evaluator)
    const [claimed] = await claimDeliveries()
    await deliverDue(evaluator)
    expect(told(receiver())).toEqual([])
    await due()
    await deliverDue(evaluator)
    expect(messagesOf(receiver().received).map(({ id }) => id)).toEqual([claimed?.message.id])
  })

  it('are told again where they were not taken, in the order of what happened', async () => {
    receiver().answer((response) => response.writeHead(500).end())
    await insertRun('failed')
    const evaluator = createEvaluator()
    await turn(evaluator)
    await runsEnded()
    await turn(evaluator)
    expect(told(receiver())).toEqual(['run-failed firing'])
    receiver().answer((response) => response.end())
    await due()
    await deliverDue(evaluator)
    await deliverDue(evaluator)
    expect(told(receiver())).toEqual([
      'run-failed firing',
      'run-failed firing',
      'run-failed resolved',
    ])
    expect(
      await services.query(
        'SELECT state::text, attempts, status FROM alert_deliveries ORDER BY number',
      ),
    ).toEqual([
      { state: 'delivered', attempts: 2, status: 200 },
      { state: 'delivered', attempts: 1, status: 200 },
    ])
  })

  it('are given up after ten attempts, and what comes after is told all the same', async () => {
    receiver().answer((response) => response.writeHead(500).end('no'))
    await insertRun('failed')
    const evaluator = createEvaluator()
    await evaluate(evaluator)
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await due()
      await deliverDue(evaluator)
    }
    expect(receiver().received).toHaveLength(10)
    expect(
      await services.query('SELECT state::text, attempts, answer, problem FROM alert_deliveries'),
    ).toEqual([{ state: 'abandoned', attempts: 10, answer: 'no', problem: 'It answered 500.' }])
    receiver().answer((response) => response.end())
    await runsEnded()
    await turn(evaluator)
    expect(told(receiver()).at(-1)).toBe('run-failed resolved')
  })

  it('are told nobody while muted, and told once unmuted', async () => {
    await muteRule('run-failed', { isMuted: true, forSeconds: 3_600 }, 'Muted for 1 hour.', BY)
    await insertRun('failed')
    const evaluator = createEvaluator()
    await turn(evaluator)
    expect(await stateOf('run-failed')).toBe('firing')
    expect(told(receiver())).toEqual([])
    expect(await listFiring()).toEqual([])
    await services.query("UPDATE alert_rules SET muted_until = now() - interval '1 second'")
    await turn(evaluator)
    expect(told(receiver())).toEqual(['run-failed firing'])
    const [fired, muted] = (await listEvents(10)).filter(({ rule }) => rule === 'run-failed')
    expect(fired).toMatchObject({ kind: 'firing', isMuted: true, changedBy: null })
    expect(muted).toMatchObject({ kind: 'changed', value: 'Muted for 1 hour.', changedBy: BY })
  })

  it('leave out a rule that is off', async () => {
    const off = { isOn: false, threshold: null, hours: null }
    await changeRule('run-failed', off, 'Turned off.', BY)
    await insertRun('failed')
    await turn(createEvaluator())
    expect(await stateOf('run-failed')).toBe('unknown')
    expect(told(receiver())).toEqual([])
  })

  it('tell that the queue does not answer, and that it does again', async () => {
    const proxy = await proxyQueue()
    try {
      const evaluator = createEvaluator()
      await turn(evaluator)
      proxy.cut()
      await turn(evaluator)
      expect(await stateOf('queue-unreachable')).toBe('ok')
      expect(await ruleOf('dead-letters')).toMatchObject({
        current: { state: 'unknown', problem: expect.stringMatching(/\.$/) },
      })
      await held('queue-unreachable', 'breached_since')
      await turn(evaluator)
      expect(told(receiver())).toEqual(['queue-unreachable firing'])
      await proxy.mend()
      await turn(evaluator)
      await held('queue-unreachable', 'clear_since')
      await turn(evaluator)
      expect(told(receiver())).toEqual(['queue-unreachable firing', 'queue-unreachable resolved'])
      expect(await stateOf('dead-letters')).toBe('ok')
    } finally {
      proxy.close()
    }
  })

  it('tell that the database is away, from memory, and record it when it is back', async () => {
    const evaluator = createEvaluator()
    const other = createEvaluator()
    await turn(evaluator)
    await turn(other)
    const direct = databaseUrl()
    const away = new URL(direct)
    away.port = '1'
    await closeDatabase()
    provideEnv({ DATABASE_URL: away.href })
    try {
      await turn(evaluator)
      const { outage } = evaluator
      if (outage === null) throw new Error('It did not notice the outage')
      expect(told(receiver())).toEqual([])
      outage.known.current.breachedSince = new Date(Date.now() - 60_000)
      await turn(evaluator)
      await turn(evaluator)
      await turn(other)
      expect(told(receiver())).toEqual(['database-unreachable firing'])
    } finally {
      await closeDatabase()
      provideEnv({ DATABASE_URL: direct })
    }
    await turn(evaluator)
    expect(await stateOf('database-unreachable')).toBe('firing')
    expect(await services.query('SELECT state::text, attempts FROM alert_deliveries')).toEqual([
      { state: 'delivered', attempts: 1 },
    ])
    await held('database-unreachable', 'clear_since')
    await turn(evaluator)
    expect(told(receiver())).toEqual([
      'database-unreachable firing',
      'database-unreachable resolved',
    ])
    const events = (await listEvents(10)).filter(({ rule }) => rule === 'database-unreachable')
    expect(events.map(({ kind }) => kind)).toEqual(['resolved', 'firing'])
  })

  it('record an outage once, though the database went away again while they did', async () => {
    const evaluator = createEvaluator()
    await turn(evaluator)
    const outage = beginOutage(evaluator.rules)
    if (outage === null) throw new Error('There is no rule for it')
    await noteOutage(outage, [], evaluator.tell)
    outage.known.current.breachedSince = new Date(Date.now() - 60_000)
    await noteOutage(outage, evaluator.channels, evaluator.tell)
    for (let time = 0; time < 2; time += 1) await recordOutage(outage)
    const events = (await listEvents(10)).filter(({ rule }) => rule === 'database-unreachable')
    expect(events.map(({ kind }) => kind)).toEqual(['firing'])
    expect(await services.query('SELECT FROM alert_deliveries')).toHaveLength(1)
  })

  it('forget what is kept no longer, once an hour', async () => {
    const insertOld = () =>
      services.query(`
        INSERT INTO alert_events (rule, kind, from_state, to_state, value, at)
        VALUES ('run-failed', 'firing', 'ok', 'firing', '', now() - interval '2 years')`)
    const kept = async () =>
      (await services.query("SELECT FROM alert_events WHERE at < now() - interval '1 year'")).length
    const evaluator = createEvaluator()
    await insertOld()
    await evaluate(evaluator)
    expect(await kept()).toBe(0)
    await insertOld()
    await evaluate(evaluator)
    expect(await kept()).toBe(1)
    evaluator.prunedAtMs -= HOUR_MS
    await evaluate(evaluator)
    expect(await kept()).toBe(0)
  })
})
