import type { Live } from '@/components/shell/live-provider'

/**
 * Why a page could not be shown, as far as it is known: the database is named only where the live view
 * says that it does not answer.
 */
export function failureCause({ event, connection }: Pick<Live, 'event' | 'connection'>): string {
  if (connection === 'lost') {
    return 'The console itself cannot be reached just now. This page tries again by itself.'
  }
  const database = event?.database
  if (database !== undefined && !database.reachable && database.failure !== null) {
    const failure = /[.!?…]$/.test(database.failure) ? database.failure : `${database.failure}.`
    return `The database does not answer. ${failure} Nothing is lost, and this page tries again by itself.`
  }
  return 'The cause is not known here: the log of the console has it. This page tries again by itself.'
}
