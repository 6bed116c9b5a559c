import { readFileSync } from 'node:fs'
import { isDevelopment } from '@/lib/env'
import { singleton } from '@/lib/singleton'

/** The build that this process serves, as Next named it; `development` where nothing is built. */
export function buildId(): string {
  return singleton('build-id', () => ({ id: readBuildId() })).id
}

function readBuildId(): string {
  if (isDevelopment()) return 'development'
  try {
    return readFileSync('.next/BUILD_ID', 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
