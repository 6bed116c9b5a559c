import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { runsRoot } from '@/lib/cli/checks/runs-root'
import { isRunning, processIdentity } from '@/lib/embedded/process-identity'

const OWNER = 'owner'

/**
 * A new folder for all that a run of the tests writes, which Postgres's account may pass through. Those that a killed
 * run left behind are removed first: they may lie in memory.
 */
export function makeRunFolder(prefix: string): string {
  sweep(prefix)
  const folder = mkdtempSync(join(runsRoot(), prefix))
  chmodSync(folder, 0o711)
  writeFileSync(join(folder, OWNER), processIdentity(process.pid) ?? '')
  return folder
}

function sweep(prefix: string) {
  for (const name of readdirSync(runsRoot()).filter((each) => each.startsWith(prefix))) {
    const folder = join(runsRoot(), name)
    if (statSync(folder, { throwIfNoEntry: false })?.uid !== process.getuid?.()) continue
    const owner = ownerOf(folder)
    if (owner !== null && !isRunning(owner)) rmSync(folder, { recursive: true, force: true })
  }
}

/** Null where it is being made, or another run has removed it meanwhile. */
function ownerOf(folder: string): string | null {
  try {
    return readFileSync(join(folder, OWNER), 'utf8')
  } catch {
    return null
  }
}
