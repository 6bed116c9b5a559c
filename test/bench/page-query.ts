/** What a page asks of the database, with what makes it ask. */
export type PageQuery = { name: string; run: () => Promise<unknown> }
