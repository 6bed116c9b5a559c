import { totalmem } from 'node:os'

const MB = 1024 ** 2

/**
 * Memory of the embedded Postgres, by what the machine (or the container) has: Postgres' own
 * defaults are for the machines of long ago. Shared buffers are the only memory it takes at once.
 */
export function memorySettings(bytes = memoryBytes()): Record<string, string> {
  const mb = Math.floor(bytes / MB)
  return {
    shared_buffers: `${clamp(mb / 4, 128, 1_024)}MB`,
    effective_cache_size: `${clamp(mb / 2, 256, 16_384)}MB`,
    work_mem: `${clamp(mb / 128, 4, 16)}MB`,
    maintenance_work_mem: `${clamp(mb / 16, 32, 256)}MB`,
  }
}

/** Of the container where one sets a limit; else of the machine. */
function memoryBytes(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

function clamp(value: number, least: number, most: number): number {
  return Math.floor(Math.min(most, Math.max(least, value)))
}
