import pg from 'pg'

export type Statement = { text: string; values: unknown[] }

/** What a statement cost: the server's time to plan and run it, and the pages it touched. */
export type Cost = { ms: number; buffers: number; plan: PlanNode }

export type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Filter?: string
  'Actual Rows'?: number
  'Rows Removed by Filter'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: PlanNode[]
}

/** Runs `work` and notes the SELECTs that it sends through any connection of this process. */
export async function captureStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const found: Statement[] = []
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown }
  const { query } = prototype
  prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | Statement, unknown[] | undefined]
    const text = typeof first === 'string' ? first : first.text
    const values = typeof first === 'string' ? (second ?? []) : (first.values ?? [])
    if (/^\s*(?:SELECT|WITH)\b/.test(text)) found.push({ text, values })
    return query.apply(this, args)
  }
  try {
    await work()
  } finally {
    prototype.query = query
  }
  return found
}

/** Runs a statement under EXPLAIN ANALYZE. */
export async function explain(client: pg.Client, statement: Statement): Promise<Cost> {
  const { rows } = await client.query<{
    'QUERY PLAN': { Plan: PlanNode; 'Planning Time': number; 'Execution Time': number }[]
  }>(`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${statement.text}`, statement.values)
  const report = rows[0]?.['QUERY PLAN'][0]
  if (report === undefined) throw new Error('no plan')
  const { Plan: plan } = report
  return {
    ms: report['Planning Time'] + report['Execution Time'],
    buffers: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0),
    plan,
  }
}

/** All nodes of a plan. */
export function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}
