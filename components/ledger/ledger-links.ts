/** Where a run's numbers lead: each to what it counts. */
export function ledgerLinks(runId: number) {
  return {
    run: `/runs/${runId}`,
    stored: `/logins?run_id=${runId}`,
    rejected: `/rejected?run=${runId}`,
  }
}
