import { expect, it } from 'vitest'
import { createClosing } from '@/test/soak/system/closing'

it('undoes everything once, the last first, whatever cannot be undone', async () => {
  const closing = createClosing()
  const undone: string[] = []
  closing.add(() => void undone.push('first'))
  closing.add(() => Promise.reject(new Error('no')))
  closing.add(() => {
    throw new Error('no')
  })
  closing.add(async () => void undone.push('last'))
  await Promise.all([closing.close(), closing.close()])
  await closing.close()
  expect(undone).toEqual(['last', 'first'])
})
