import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '@/lib/sample/random'

/** Which bytes vanish; the connections stay open. */
export type Silence = 'both ways' | 'to the server' | 'to the client'
/** What happens to a COMMIT: it is done and nobody hears of it, or it never arrives. */
export type CommitFault = 'answer lost' | 'cut before'

/** A way to a Postgres server that fails as it is told. */
export type DatabaseFaultProxy = {
  port: number
  /** Cuts the connections there are; new ones are served. @returns how many. */
  cut(): number
  /** Cuts the connections there are and refuses new ones until `accept`. */
  refuse(): void
  accept(): Promise<void>
  /**
   * Lets connections go silent, those there are and those that come, as where a firewall forgot them:
   * each end thinks the other is there. @returns what ends it, for connections made from then on.
   */
  silence(silence: Silence): () => number
  /** Lets all that passes take so long, each way. */
  delay(ms: number): void
  /** Strikes COMMITs. @returns what ends it and says how many it struck. */
  strikeCommits(fault: CommitFault, chance: number, random: Random): () => number
  /** Serves new connections from another server, and cuts the present ones. */
  redirect(port: number): void
  close(): void
}

type Pair = { client: Socket; server: Socket; silence: Silence | null }
type State = {
  targetPort: number
  delayMs: number
  silence: Silence | null
  strike: ((chunk: Buffer) => CommitFault | null) | null
  pairs: Set<Pair>
}

/** Puts a proxy before the Postgres server at a port of this machine. */
export async function startDatabaseFaultProxy(targetPort: number): Promise<DatabaseFaultProxy> {
  const pairs = new Set<Pair>()
  const state: State = { targetPort, delayMs: 0, silence: null, strike: null, pairs }
  let server = await listen(state, 0)
  const { port } = server.address() as AddressInfo
  const cut = () => {
    const count = pairs.size
    for (const pair of pairs) end(pair)
    return count
  }
  const refuse = () => {
    server.close()
    cut()
  }
  return {
    port,
    cut,
    refuse,
    accept: async () => {
      server = await listen(state, port)
    },
    silence: (silence) => {
      state.silence = silence
      for (const pair of pairs) pair.silence = silence
      return () => {
        state.silence = null
        return [...pairs].filter((pair) => pair.silence !== null).length
      }
    },
    delay: (ms) => {
      state.delayMs = ms
    },
    strikeCommits: (fault, chance, random) => {
      let struck = 0
      state.strike = (chunk) => {
        if (!chunk.includes('COMMIT\0') || random() >= chance) return null
        struck += 1
        return fault
      }
      return () => {
        state.strike = null
        return struck
      }
    },
    redirect: (next) => {
      state.targetPort = next
      cut()
    },
    close: refuse,
  }
}

async function listen(state: State, port: number): Promise<Server> {
  const server = createServer((client) => serve(state, client))
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', done)
  })
  return server
}

function serve(state: State, client: Socket) {
  const server = connect(state.targetPort, '127.0.0.1')
  const pair: Pair = { client, server, silence: state.silence }
  let loseAnswer = false
  state.pairs.add(pair)
  const toServer = writerTo(server, state)
  const toClient = writerTo(client, state)
  client.on('data', (chunk) => {
    if (pair.silence === 'both ways' || pair.silence === 'to the server') return
    const fault = state.strike?.(chunk) ?? null
    if (fault === 'cut before') return end(pair)
    loseAnswer ||= fault === 'answer lost'
    toServer(chunk)
  })
  server.on('data', (chunk) => {
    if (pair.silence === 'both ways' || pair.silence === 'to the client') return
    if (loseAnswer) return end(pair)
    toClient(chunk)
  })
  client
    .on('error', () => {})
    .on('close', () => {
      // A client that gives up a silent connection reaches nobody: the server keeps its session.
      if (pair.silence !== null) return
      state.pairs.delete(pair)
      server.destroy()
    })
  server
    .on('error', () => {})
    .on('close', () => {
      state.pairs.delete(pair)
      if (pair.silence === null) client.destroy()
    })
}

/** Writes in order, each chunk after the delay that holds when it comes. */
function writerTo(socket: Socket, state: State): (chunk: Buffer) => void {
  let last: Promise<unknown> = Promise.resolve()
  return (chunk) => {
    const due = state.delayMs > 0 ? sleep(state.delayMs) : undefined
    last = Promise.all([last, due]).then(() => !socket.destroyed && socket.write(chunk))
  }
}

function end({ client, server }: Pair) {
  client.destroy()
  server.destroy()
}
