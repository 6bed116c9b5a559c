import { buildConsole } from '@/lib/cli/build-console'

/** `node lib/cli/bootstrap.mjs build`: what `npm start` builds, for images. @returns the exit code. */
export async function main(): Promise<number> {
  await buildConsole(new AbortController().signal)
  return 0
}
