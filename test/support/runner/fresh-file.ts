import { afterAll } from 'vitest'
import { startFresh } from '@/test/support/runner/start-fresh'

afterAll(startFresh())
