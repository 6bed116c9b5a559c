import { tryTokens } from '@/test/support/hostile/try-tokens'

// Random: more of them belong to no change, and are tried every night.
tryTokens({ cheap: 10_000, looks: 150, writes: 60, revealed: 3_000 })
