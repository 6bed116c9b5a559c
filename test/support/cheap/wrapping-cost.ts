/** Instead of `lib/vault/wrapping-cost`: a few hundred passphrases are tried by the tests. */
export const WRAPPING_COST = { N: 2 ** 4, r: 8, p: 1 } as const
