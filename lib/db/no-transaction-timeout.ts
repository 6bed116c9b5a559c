/**
 * Lifts, for the transaction under way, a `transaction_timeout` of the server, the database or the role: each
 * transaction here has a limit of its own, and what takes minutes would be cut off with its connection. Servers before
 * Postgres 17 have no such setting, and refuse to set it.
 */
export const NO_TRANSACTION_TIMEOUT = `
  SELECT set_config('transaction_timeout', '0', true)
  WHERE current_setting('transaction_timeout', true) <> '0'`
