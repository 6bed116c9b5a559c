import type { Scenario } from '@/test/hosts/scenario'
import { CUT_OFF } from '@/test/hosts/scenarios/cut-off'
import { UPGRADE } from '@/test/hosts/scenarios/upgrade'

/** Everything that `npm run test:hosts` plays. `docs/operations.md` lists them. */
export const SCENARIOS: readonly Scenario[] = [...CUT_OFF, UPGRADE]
