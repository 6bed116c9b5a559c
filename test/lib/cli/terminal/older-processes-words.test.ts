import { expect, it } from 'vitest'
import { olderProcessesWords } from '@/lib/cli/terminal/older-processes-words'
import type { WorkerView } from '@/lib/model/pipeline/workers'
import { VERSION } from '@/lib/model/version'

function worker(change: Partial<WorkerView>): WorkerView {
  return {
    host: 'a',
    pid: 7,
    version: '0.0.1',
    state: 'following',
    isSilent: false,
    ...change,
  } as WorkerView
}

it('names the running processes of another version, and what to do', () => {
  const words = olderProcessesWords([worker({}), worker({ host: 'b', version: VERSION })])
  expect(words).toContain('a (process 7, 0.0.1).')
  expect(words).not.toContain('b (')
  expect(words).toContain('rollups -- --check')
})

it('says nothing where each is of this version, has ended or is silent', () => {
  const workers = [
    worker({ version: VERSION }),
    worker({ state: 'ended' }),
    worker({ isSilent: true }),
  ]
  expect(olderProcessesWords(workers)).toBeNull()
})
