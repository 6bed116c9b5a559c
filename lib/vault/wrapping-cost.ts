/** What wrapping a private key by a passphrase costs: 128 MB. In a file of its own: tests wrap cheaply. */
export const WRAPPING_COST = { N: 2 ** 17, r: 8, p: 1 } as const
