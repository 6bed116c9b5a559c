/** What hashing a password costs: OWASP's minimum for 32 MB. In a file of its own: tests hash cheaply. */
export const HASH_COST = { N: 2 ** 15, r: 8, p: 3 } as const
