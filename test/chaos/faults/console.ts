import { startConsole } from '@/test/chaos/console'
import type { Fault, Scene } from '@/test/chaos/fault'
import { QUEUE_FAULTS } from '@/test/support/proxies/queue-faults'

const BY_CONSOLE = { consoles: 1, ingests: 0, maxReceiveCount: 1_000 } as const

/** What can happen to the console while a run of its own works. */
export const CONSOLE_SIDE: Fault[] = [
  {
    name: 'the web process is killed in mid-run',
    ...BY_CONSOLE,
    seconds: 0,
    told: 'nobody',
    provoke: ({ consoles: [console] }) => {
      process.kill(console?.webPid() ?? 0, 'SIGKILL')
      return () => 1
    },
  },
  endOfLauncher('the console is killed, and started again', 'SIGKILL'),
  endOfLauncher('the console is told to end, and started again', 'SIGTERM'),
  {
    name: 'two consoles and three ingest work at once',
    ...BY_CONSOLE,
    consoles: 2,
    ingests: 3,
    told: 'nobody',
    provoke: () => () => 1,
  },
  {
    name: "a console's database connections go silent",
    ...BY_CONSOLE,
    maxReceiveCount: 3,
    provoke: ({ databaseProxy }) => databaseProxy.silence('both ways'),
  },
  {
    name: 'SQS hangs under a console',
    ...BY_CONSOLE,
    seconds: 20,
    provoke: ({ queueProxy }) => queueProxy.inject({ fault: QUEUE_FAULTS['hang before headers'] }),
  },
]

/** Its run ends with it: whoever starts it again clicks “Ingest now” again. */
function endOfLauncher(name: string, signal: NodeJS.Signals): Fault {
  return {
    name,
    ...BY_CONSOLE,
    seconds: 0,
    told: 'nobody',
    provoke: async (scene: Scene) => {
      const { launcher } = scene.consoles[0] ?? {}
      launcher?.signal(signal)
      await launcher?.ended
      return async () => {
        const again = await startConsole(scene)
        scene.consoles.push(again)
        await again.ingestNow()
        return 1
      }
    },
  }
}
