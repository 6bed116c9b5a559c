import { tryTokens } from '@/test/support/hostile/try-tokens'

tryTokens({ cheap: 10_000, looks: 3_000, writes: 1_000, revealed: 10_000 })
