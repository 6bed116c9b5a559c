/** What a link on another site gets: an export is on record, and nobody may place it there for others. */
export function foreignExport(): Response {
  return new Response('Start the export from its page in the console.', { status: 403 })
}
