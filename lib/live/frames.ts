import { constants, crc32, deflateRawSync } from 'node:zlib'
import type { LiveMessage } from '@/lib/model/live/live-message'

type Encoding = 'identity' | 'gzip'

/**
 * Turns the messages of one stream into the bytes of server-sent events, compressed where the browser
 * takes that.
 *
 * A message is serialised and compressed once, however many streams send it, since each is a block that
 * refers to none before it: more bytes than a window that each stream would keep, but not 256 kB of memory
 * for each stream. A block ends on a byte, so that nothing waits for the next. That makes 1.8 kB of a whole
 * event of 11.6 kB, and 3.1 kB of the 9.5 kB that a drain tells in a second (test/app/api/live/route.test.ts
 * counts them).
 */
export function streamEncoder(encoding: Encoding) {
  let crc = 0
  let length = 0
  return {
    /** What a stream begins with. */
    head: () => (encoding === 'gzip' ? GZIP_HEAD : NOTHING),
    frame: (message: LiveMessage): Uint8Array => {
      const { text, block } = frameOf(message)
      if (encoding === 'identity') return text
      crc = crc32(text, crc)
      length += text.length
      return block()
    },
    /** What it ends with where the server ends it: else browsers would speak of a broken file. */
    tail: () => {
      if (encoding === 'identity') return NOTHING
      const tail = Buffer.alloc(10)
      tail.set(LAST_BLOCK)
      tail.writeUInt32LE(crc, 2)
      tail.writeUInt32LE(length % 2 ** 32, 6)
      return tail
    },
  }
}

/** RFC 1952: magic number, deflate, no flags, no time, no level, Unix. */
const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3)
/** An empty block that is marked as the last. */
const LAST_BLOCK = Uint8Array.of(3, 0)
const NOTHING = new Uint8Array(0)

type Frame = { text: Uint8Array; block: () => Uint8Array }

const frames = new WeakMap<LiveMessage, Frame>()

function frameOf(message: LiveMessage): Frame {
  const known = frames.get(message)
  if (known !== undefined) return known
  const text = Buffer.from(`event: live\ndata: ${JSON.stringify(message)}\n\n`)
  let compressed: Uint8Array | undefined
  const frame = {
    text,
    block: () => {
      compressed ??= deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH })
      return compressed
    },
  }
  frames.set(message, frame)
  return frame
}
