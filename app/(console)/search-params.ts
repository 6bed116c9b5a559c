/** What Next hands a page as its search. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>
