import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import {
  ask,
  endUsers,
  firstLine,
  folder,
  hold,
  makeDataDir,
  postgres,
  queuePid,
  queueRuns,
  reaches,
  receive,
  send,
  spawnUser,
  use,
} from '@/test/support/fixtures/embedded-services'

let dataDir = ''

// One folder, which each finds as the one before has left it: to make its database takes the longest.
describe('the embedded services', () => {
  beforeAll(() => {
    dataDir = makeDataDir()
  })
  afterEach(endUsers)
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it('are shared by processes that start at once, and end with the last', async () => {
    const [first, second] = await Promise.all([use(), use()])
    expect(second).toMatchObject({ database: first.database, queue: first.queue })
    await first.end()
    expect(await ask(second.database, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await second.end()
    expect(postgres()).toBeNull()
    expect(queueRuns()).toBe(false)
  })

  it('end where nothing can be written about them any more', async () => {
    const { child, end } = await use()
    // In the way of the file that says that the queue has ended.
    const inTheWay = join(dataDir, `queue.json.${child.pid}`)
    mkdirSync(inTheWay)
    await end()
    rmSync(inTheWay, { recursive: true })
    expect(child.exitCode).not.toBe(0)
    expect(postgres()).toBeNull()
    expect(queueRuns()).toBe(false)
  })

  it('are there with their data and ports at the next start', async () => {
    const first = await use()
    await ask(first.database, 'CREATE TABLE kept AS SELECT 7 AS n')
    const sent = await send(first.queue, ['a', 'b', 'c'])
    await first.end()
    expect(statSync(join(dataDir, 'queue-messages.jsonl')).mode & 0o077).toBe(0)

    const second = await use()
    expect(second).toMatchObject({ database: first.database, queue: first.queue })
    expect(await ask(second.database, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
    expect(await receive(second.queue)).toEqual(sent)
    expect(existsSync(join(dataDir, 'queue-messages.jsonl'))).toBe(false)
  })

  it('keep what is in flight or delayed as well', async () => {
    const first = await use()
    const sent = await send(first.queue, ['a', 'b'])
    const delayed = await send(first.queue, ['c'], 900)
    await hold(first.queue)
    await first.end()
    const lines = readFileSync(join(dataDir, 'queue-messages.jsonl'), 'utf8').trim().split('\n')
    const kept = lines.map((line) => JSON.parse(line)[1].messageId)
    expect(kept.toSorted()).toEqual([...sent, ...delayed].toSorted())
    expect((await receive((await use()).queue)).toSorted()).toEqual(sent.toSorted())
  })

  it('find messages that an earlier version kept, and set aside what they cannot read', async () => {
    const first = await use()
    const sent = await send(first.queue, ['a', 'b'])
    await first.end()
    const path = join(dataDir, 'queue-messages.jsonl')
    const [a = '', b = ''] = readFileSync(path, 'utf8').split('\n')
    const [name, message] = JSON.parse(a)
    writeFileSync(join(dataDir, 'queue-messages.json'), JSON.stringify({ [name]: [message] }))
    writeFileSync(path, `["logins",{"cut\n${b}\n`)
    const second = await use()
    expect((await receive(second.queue)).toSorted()).toEqual(sent.toSorted())
    expect(existsSync(join(dataDir, 'queue-messages.json'))).toBe(false)
    // Of those that were read, nothing stays there.
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('["logins",{"cut\n')
    expect(statSync(`${path}.damaged`).mode & 0o077).toBe(0)
  })

  it('are adopted with their messages after the process that started them was killed', async () => {
    const first = await use()
    const [before, sent] = [postgres()?.pid, await send(first.queue, ['a'])]
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const second = await use()
    expect(postgres()?.pid).toBe(before)
    expect(await receive(second.queue)).toEqual(sent)
    await second.end()
    expect(postgres()).toBeNull()
    expect(queueRuns()).toBe(false)
  })

  it('come back after the machine went down', async () => {
    const first = await use()
    await ask(first.database, 'CREATE TABLE durable AS SELECT 7 AS n')
    process.kill(postgres()?.pid ?? 0, 'SIGKILL')
    process.kill(queuePid(), 'SIGKILL')
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const second = await use()
    expect(await ask(second.database, 'SELECT n FROM durable')).toEqual([{ n: 7 }])
    // Nor is anything lost where its memory is lost with it.
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      expect(await ask(second.database, `SHOW ${setting}`)).toEqual([{ [setting]: 'on' }])
    }
  })

  it('take another port where theirs is taken meanwhile', async () => {
    const first = await use()
    await first.end()
    const { createServer } = await import('node:net')
    const ports = [first.database, first.queue].map((url) => Number(new URL(url).port))
    const servers = ports.map((port) => createServer().listen(port, '127.0.0.1'))
    await Promise.all(servers.map((server) => once(server, 'listening')))
    try {
      const second = await use()
      for (const url of [second.database, second.queue]) {
        expect(ports).not.toContain(Number(new URL(url).port))
      }
      await second.end()
    } finally {
      for (const server of servers) server.close()
    }
  })

  it('answer on this machine only, and Postgres to its password only', async () => {
    const { database, queue } = await use()
    const open = new URL(database)
    open.password = 'guess'
    await expect(ask(open.href, 'SELECT 1')).rejects.toThrow(/password/)
    for (const name of ['postgres.json', 'queue.json']) {
      expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0)
    }
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4')
    for (const url of outside ? [database, queue] : []) {
      expect(await reaches(outside?.address ?? '', Number(new URL(url).port))).toBe(false)
    }
  })

  it('show no message to a page of another origin, nor by the viewer that comes with the server', async () => {
    const { queue } = await use()
    const { origin } = new URL(queue)
    expect((await fetch(`${origin}/_fauxqs/queues/logins`)).status).toBe(403)
    expect((await fetch(origin, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    for (const path of [
      '/%5Ffauxqs/queues/logins',
      '//_fauxqs/queues/logins',
      '/?a',
      '/health/x',
    ]) {
      for (const method of ['GET', 'POST']) {
        const { status } = await fetch(`${origin}${path}`, { method })
        expect([method, path, status]).toEqual([method, path, 403])
      }
    }
    const { host, port } = new URL(queue)
    for (const line of [`GET ${origin}/_fauxqs/queues/logins`, `GET ${origin}/health`, 'PUT /']) {
      expect(await firstLine(Number(port), `${line} HTTP/1.1\r\nhost: ${host}`)).toContain(' 403 ')
    }
    for (const foreign of [
      `host: ${host}\r\nsec-fetch-site: cross-site`,
      `host: ${host}\r\norigin: https://evil.example`,
      'host: evil.example',
    ]) {
      const line = await firstLine(Number(port), `GET /health HTTP/1.1\r\n${foreign}`)
      expect(line).toContain(' 403 ')
    }
  })

  it.runIf(process.platform === 'linux')(
    'have no secret of whoever starts them, and none of the signals of its terminal',
    async () => {
      provideEnv({ VEILGATE_VAULT_PASSPHRASE: 'canary over the harbour' })
      await use().finally(() => provideEnv({ VEILGATE_VAULT_PASSPHRASE: '' }))
      for (const pid of [postgres()?.pid, queuePid()]) {
        expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('canary')
        const [, , group] =
          readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
        expect(group).toBe(String(pid))
      }
    },
  )

  it('write no message or row into their logs', async () => {
    const user = await use()
    await send(user.queue, ['canary-in-a-message'])
    const statement = 'SELECT 1 / 0 AS "canary-in-sql", \'canary-in-a-value\''
    await expect(ask(user.database, statement)).rejects.toThrow()
    await expect(
      ask(user.database, "INSERT INTO users (id) VALUES ('canary-in-a-row')"),
    ).rejects.toThrow()
    await user.end()
    const logs = readdirSync(join(dataDir, 'logs')).map((name) =>
      readFileSync(join(dataDir, 'logs', name), 'utf8'),
    )
    expect(logs.join('\n')).toContain('division by zero')
    expect(logs.join('\n')).not.toContain('canary')
  })
})

describe('the embedded services, in a folder that is not as they left it,', () => {
  beforeEach(() => {
    dataDir = makeDataDir()
  })
  afterEach(async () => {
    await endUsers()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('are not mistaken for made where making them was cut off', async () => {
    mkdirSync(join(dataDir, 'postgres.new'))
    writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18')
    const user = await use()
    expect(await ask(user.database, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('are not left running where one of them cannot be started', async () => {
    mkdirSync(join(dataDir, 'queue.json'))
    await expect(use()).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/)
    expect(postgres()).toBeNull()
    expect(spawnSync('pgrep', ['-f', dataDir]).stdout.toString()).toBe('')
    rmSync(join(dataDir, 'queue.json'), { recursive: true })
  })

  it('say so where the password is lost, and write no other in its place', async () => {
    await (await use()).end()
    const path = join(dataDir, 'postgres.json')
    const kept = readFileSync(path, 'utf8')
    for (const lost of [kept.slice(0, 40), `\uFEFF${kept}`, '']) {
      writeFileSync(path, lost)
      await expect(use()).rejects.toThrow(/postgres\.json is damaged or cannot be read\./)
      expect(readFileSync(path, 'utf8')).toBe(lost)
    }
    rmSync(path)
    await expect(use()).rejects.toThrow(
      /postgres\.json is missing, although the embedded Postgres has data\./,
    )
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, kept.replace(/"password": "./, '$&x'))
    await expect(use()).rejects.toThrow(/rejects the password in postgres\.json/)
    writeFileSync(path, kept)
    expect(await ask((await use()).database, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('name both versions where another Postgres made the data, and leave it as it is', async () => {
    await (await use()).end()
    const path = join(folder() ?? '', 'PG_VERSION')
    const made = readFileSync(path, 'utf8')
    writeFileSync(path, '17\n')
    await expect(use()).rejects.toThrow(
      `made by Postgres 17, and this version of Veilgate brings Postgres ${made.trim()}`,
    )
    writeFileSync(path, made)
    expect(await ask((await use()).database, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('are not left running by one who is told to end while they start', async () => {
    await (await use()).end()
    const child = spawnUser()
    await expect.poll(() => postgres()).not.toBeNull()
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([143, null])
    expect(postgres()).toBeNull()
    expect(queueRuns()).toBe(false)
  })

  it('say so where the data has vanished, instead of starting empty', async () => {
    const first = await use()
    await first.end()
    rmSync(folder() ?? '', { recursive: true })
    await expect(use()).rejects.toThrow(/that folder is gone/)
  })
})
