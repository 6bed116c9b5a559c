import { setTimeout as sleep } from 'node:timers/promises'
import { listenOnce } from '@/lib/embedded/free-port'
import { UserError } from '@/lib/errors'

/**
 * Makes sure that the console can listen, before the slow work is done. A predecessor that is still
 * ending is waited for.
 * @returns the port; a free one where 0 was asked for.
 * @throws UserError naming the port, and how to choose another.
 */
export async function claimPort(
  port: number,
  host: string,
  predecessorRuns: () => boolean,
): Promise<number> {
  for (const deadlineMs = performance.now() + 15_000; ; await sleep(200)) {
    try {
      return await listenOnce(port, host)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRINUSE' && predecessorRuns() && performance.now() < deadlineMs) continue
      throw new UserError(reason(code, port, host), { cause: error })
    }
  }
}

function reason(code: string | undefined, port: number, host: string): string {
  const other = port < 65_000 ? port + 1 : port - 1
  if (code === 'EADDRINUSE') {
    return (
      `Port ${port} is taken by another program. End it, or choose another port with the variable ` +
      `PORT, for example: PORT=${other} npm start`
    )
  }
  if (code === 'EACCES') {
    return `This account may not use port ${port}. Choose one above 1023 with the variable PORT.`
  }
  return `Cannot listen on ${host} (${code}): VEILGATE_HOST must be an address of this machine.`
}
