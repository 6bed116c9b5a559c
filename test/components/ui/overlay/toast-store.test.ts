import { afterEach, expect, it } from 'vitest'
import { toast, toasts } from '@/components/ui/overlay/toast-store'

afterEach(() => {
  for (const { id } of toasts.get()) toasts.remove(id)
})

it('tells whoever listens, in order, until a toast is removed', () => {
  let told = 0
  const stop = toasts.subscribe(() => {
    told += 1
  })
  toast.success('Run 7 stops.')
  toast.error('The run was not started.', { description: 'The queue is away.' })
  expect(toasts.get()).toMatchObject([
    { tone: 'success', title: 'Run 7 stops.', description: undefined },
    { tone: 'error', title: 'The run was not started.', description: 'The queue is away.' },
  ])
  toasts.remove(toasts.get()[0]?.id ?? 0)
  expect(toasts.get().map(({ tone }) => tone)).toEqual(['error'])
  stop()
  toast.info('nobody listens')
  expect(told).toBe(3)
})

it('keeps the newest few', () => {
  for (const title of ['1', '2', '3', '4']) toast.info(title)
  expect(toasts.get().map(({ title }) => title)).toEqual(['2', '3', '4'])
})
