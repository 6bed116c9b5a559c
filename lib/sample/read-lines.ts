import { createReadStream } from 'node:fs'
import { MAX_MESSAGE_BYTES } from '@/lib/queue/queue'

export type Line =
  | { kind: 'line'; number: number; text: string }
  | { kind: 'empty'; number: number }
  | { kind: 'refused'; number: number; reason: string }

/**
 * The lines of a file, one at a time and byte for byte, however large the file. A line ends at LF or
 * CRLF, which is not part of it; numbers count from 1. A line that cannot be a message (not UTF-8,
 * too long) is given by its number and never held whole.
 * @throws the file system's error where the file cannot be read.
 */
export async function* readLines(path: string, maxBytes = MAX_MESSAGE_BYTES): AsyncGenerator<Line> {
  const line = lineBuffer(maxBytes)
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      line.add(chunk.subarray(from, at))
      yield line.take()
      from = at + 1
    }
    line.add(chunk.subarray(from))
  }
  if (line.bytes() > 0) yield line.take()
}

const LF = 0x0a
const CR = 0x0d

/** Gathers one line; beyond the limit it only counts. */
function lineBuffer(maxBytes: number) {
  let parts: Buffer[] = []
  let bytes = 0
  let number = 0
  return {
    bytes: () => bytes,
    add(part: Buffer) {
      bytes += part.length
      // One more than the limit: the last byte may be the CR of a CRLF.
      if (bytes <= maxBytes + 1) parts.push(part)
      else parts = []
    },
    take(): Line {
      const whole = Buffer.concat(parts)
      const length = whole.at(-1) === CR ? bytes - 1 : bytes
      parts = []
      bytes = 0
      number += 1
      if (length === 0) return { kind: 'empty', number }
      if (length > maxBytes) {
        const reason = `is ${length.toLocaleString('en')} bytes; SQS takes ${maxBytes.toLocaleString('en')}`
        return { kind: 'refused', number, reason }
      }
      return decode(whole.subarray(0, length), number)
    },
  }
}

function decode(bytes: Buffer, number: number): Line {
  try {
    // `ignoreBOM` keeps a byte order mark, which is part of the bytes.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { kind: 'line', number, text }
  } catch {
    return { kind: 'refused', number, reason: 'is not UTF-8' }
  }
}
