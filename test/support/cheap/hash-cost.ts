/** Instead of `lib/auth/password/hash-cost`: a few hundred passwords are hashed by the tests. */
export const HASH_COST = { N: 2 ** 4, r: 8, p: 3 } as const
