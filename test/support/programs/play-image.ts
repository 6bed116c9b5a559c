import { type Played, playImage } from '@/test/image/play'

/** Uses an image: `play-image.ts <what was built, as JSON>`, in a network of its own. */
try {
  await playImage(JSON.parse(process.argv[2] ?? '') as Played)
  process.exit(0)
} catch (error) {
  process.stdout.write(`FAILED: ${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
}
