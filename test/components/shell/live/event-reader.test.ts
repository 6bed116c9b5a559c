import { expect, it } from 'vitest'
import { eventReader } from '@/components/shell/live/event-reader'

const STREAM =
  ': hello\n\nevent: live\ndata: {"a":1}\n\nevent: live\nid: 7\ndata: {"b":"ü"}\n\n: beat\n\n'

it('gives the data of each event once it is complete, however the text is cut', () => {
  for (let size = 1; size <= STREAM.length; size += 1) {
    const read = eventReader()
    const found: string[] = []
    for (let at = 0; at < STREAM.length; at += size)
      found.push(...read(STREAM.slice(at, at + size)))
    expect(found).toEqual(['{"a":1}', '{"b":"ü"}'])
  }
})

it('keeps what is not complete to itself', () => {
  expect(eventReader()('event: live\ndata: {"a":1}\n')).toEqual([])
})
