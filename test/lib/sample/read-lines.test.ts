import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Line, readLines } from '@/lib/sample/read-lines'

const folder = mkdtempSync(join(tmpdir(), 'veilgate-lines-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function linesOf(content: string | Uint8Array, maxBytes?: number): Promise<Line[]> {
  const path = join(folder, 'lines.jsonl')
  writeFileSync(path, content)
  const lines: Line[] = []
  for await (const line of readLines(path, maxBytes)) lines.push(line)
  return lines
}

const line = (number: number, text: string) => ({ kind: 'line', number, text })

describe('readLines', () => {
  it('gives each line as it is, with or without a last line ending', async () => {
    expect(await linesOf('{"a": 1}\n  é \n')).toEqual([line(1, '{"a": 1}'), line(2, '  é ')])
    expect(await linesOf('a\nb')).toEqual([line(1, 'a'), line(2, 'b')])
    expect(await linesOf('')).toEqual([])
  })

  it('takes CRLF as one line ending, and a CR elsewhere as part of the line', async () => {
    expect(await linesOf('a\r\nb\rc\r\n')).toEqual([line(1, 'a'), line(2, 'b\rc')])
  })

  it('tells empty lines by number', async () => {
    expect(await linesOf('a\n\n\r\nb')).toEqual([
      line(1, 'a'),
      { kind: 'empty', number: 2 },
      { kind: 'empty', number: 3 },
      line(4, 'b'),
    ])
  })

  it('refuses what is not UTF-8 by number, and goes on', async () => {
    const lines = await linesOf(Buffer.from([0x61, 0x0a, 0xff, 0xfe, 0x0a, 0x62, 0x0a]))
    expect(lines).toEqual([
      line(1, 'a'),
      { kind: 'refused', number: 2, reason: 'is not UTF-8' },
      line(3, 'b'),
    ])
  })

  it('keeps a byte order mark, which is part of the bytes', async () => {
    expect(await linesOf(Buffer.from([0xef, 0xbb, 0xbf, 0x61]))).toEqual([line(1, '\ufeffa')])
  })

  it('refuses lines over the limit, and takes those exactly at it', async () => {
    const lines = await linesOf(
      `${'x'.repeat(11)}\n${'y'.repeat(10)}\r\n${'z'.repeat(500_000)}`,
      10,
    )
    expect(lines.map(({ kind }) => kind)).toEqual(['refused', 'line', 'refused'])
    expect(lines[2]).toMatchObject({ number: 3, reason: 'is 500,000 bytes; SQS takes 10' })
  })

  it('joins lines and characters that span reads', async () => {
    const long = 'é'.repeat(100_000)
    expect(await linesOf(`${long}\n${long}\n`)).toEqual([line(1, long), line(2, long)])
  })
})
