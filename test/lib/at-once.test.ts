import { expect, it } from 'vitest'
import { atOnce } from '@/lib/at-once'

/** Work that ends when it is told to, and says when it began. */
function pieces() {
  const begun: number[] = []
  const ends: (() => void)[] = []
  const piece = (n: number) => () => {
    begun.push(n)
    return new Promise<number>((resolve) => {
      ends[n] = () => resolve(n)
    })
  }
  return { begun, end: (n: number) => ends[n]?.(), piece }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

it('runs so many at once, and the others in the order they came', async () => {
  const { begun, end, piece } = pieces()
  const inLine = atOnce(2)
  const all = [0, 1, 2, 3, 4].map((n) => inLine(piece(n)))
  await settled()
  expect(begun).toEqual([0, 1])
  end(1)
  await settled()
  expect(begun).toEqual([0, 1, 2])
  end(0)
  end(2)
  await settled()
  expect(begun).toEqual([0, 1, 2, 3, 4])
  end(3)
  end(4)
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4])
})

it('lets no more in once all are done', async () => {
  const { begun, end, piece } = pieces()
  const inLine = atOnce(1)
  const first = inLine(piece(0))
  await settled()
  end(0)
  await first
  const others = [1, 2].map((n) => inLine(piece(n)))
  await settled()
  expect(begun).toEqual([0, 1])
  end(1)
  await settled()
  end(2)
  expect(await Promise.all(others)).toEqual([1, 2])
})

it('goes on after work that failed', async () => {
  const inLine = atOnce(1)
  const failed = inLine(() => Promise.reject(new Error('no')))
  const next = inLine(async () => 'done')
  await expect(failed).rejects.toThrow('no')
  expect(await next).toBe('done')
})
