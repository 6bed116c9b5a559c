import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '@/lib/cli/image/commands'
import { VARIABLES } from '@/lib/env-variables'
import { VERSION } from '@/lib/model/version'
import { awsFiles, readAws } from '@/test/deploy/manifests'
import { ROOT } from '@/test/support/sources/root'

type Statement = {
  Sid: string
  Effect: string
  Action: string[]
  Resource: string | string[]
}
type Policy = { Version: string; Statement: Statement[] }
type Task = {
  family: string
  taskRoleArn?: string
  volumes: { name: string }[]
  containerDefinitions: {
    image: string
    command: string[]
    readonlyRootFilesystem: boolean
    linuxParameters: object
    environment: { name: string; value: string }[]
    secrets: { name: string; valueFrom: string }[]
    mountPoints: { sourceVolume: string; containerPath: string }[]
  }[]
}

const ROLES = ['web', 'worker', 'migrate'] as const
const policies = awsFiles('-policy.json').map((name) => [name, readAws<Policy>(name)] as const)

/** What a policy allows on the queue, or on the dead-letter queue. */
function allowed(file: string, isDeadLetters: boolean): string[] {
  const { Statement } = readAws<Policy>(file)
  const sqs = Statement.filter(({ Resource }) => String(Resource).includes(':sqs:'))
  const here = sqs.filter(
    ({ Resource }) => String(Resource).endsWith('dead-letter') === isDeadLetters,
  )
  return unique(here.flatMap(({ Action }) => Action))
}

/** The rows of the table of permissions in docs/security.md. */
function documented(isMeant: (row: { on: string; purpose: string }) => boolean): string[] {
  const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')
  const rows = [...text.matchAll(/^\| (the (?:dead-letter )?queue) +\| (.+?) +\| (.+?) +\|$/gm)]
  const meant = rows.filter(([, on = '', , purpose = '']) => isMeant({ on, purpose }))
  return unique(meant.flatMap(([, , actions = '']) => actions.match(/sqs:\w+/g) ?? []))
}

/** The calls of SQS that the sources make: a batch needs the permission of its single call. */
function called(): string[] {
  const folder = join(ROOT, 'lib/queue/sqs')
  const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const names = [...text.matchAll(/new (\w+?)(?:Batch)?Command\(/g)].map(
    ([, name]) => `sqs:${name}`,
  )
  return unique(names)
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

describe('the policies', () => {
  it('of a console allow what its code calls and the documentation lists, and no more', () => {
    const web = [...allowed('web-policy.json', false), ...allowed('web-policy.json', true)]
    expect(unique(web)).toEqual(called())
    expect(allowed('web-policy.json', false)).toEqual(documented(({ on }) => on === 'the queue'))
    expect(allowed('web-policy.json', true)).toEqual(documented(({ on }) => on !== 'the queue'))
  })

  it('of a worker allow ingesting and a look at the depth of dead letters, and no more', () => {
    expect(allowed('worker-policy.json', false)).toEqual(
      documented(({ purpose }) => purpose === 'ingesting'),
    )
    expect(allowed('worker-policy.json', true)).toEqual(
      documented(({ purpose }) => purpose === 'its depth'),
    )
  })

  it.each(policies)('%s names each action and each resource', (_, { Version, Statement }) => {
    expect(Version).toBe('2012-10-17')
    for (const { Effect, Action, Resource } of Statement) {
      expect(Effect).toBe('Allow')
      expect(Action.filter((each) => each.includes('*'))).toEqual([])
      // AWS takes nothing else there.
      if (Action.join() === 'ecr:GetAuthorizationToken') expect(Resource).toBe('*')
      else
        for (const each of [Resource].flat()) expect(each).toMatch(/^arn:aws:.*[^*]$|:log-group:/)
    }
  })
})

describe.each(ROLES)('the task of %s', (role) => {
  const task = readAws<Task>(`${role}-task.json`)
  const [container] = task.containerDefinitions as [Task['containerDefinitions'][number]]

  it('is a role of the image of this version, confined', () => {
    expect(container.image).toMatch(new RegExp(`/veilgate:${VERSION}$`))
    expect(container.command[0]).toBe(role)
    expect(Object.keys(COMMANDS)).toContain(role)
    expect(container).toMatchObject({
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ['ALL'] } },
      mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }],
    })
    expect(task.volumes.map(({ name }) => name)).toEqual(['data'])
  })

  it('is given variables that there are, each secret by Secrets Manager', () => {
    const variables: Record<string, { want: string; secret?: unknown }> = VARIABLES
    for (const { name } of container.environment) {
      expect([name, variables[name]?.secret ?? false]).toEqual([name, false])
      expect(name in variables).toBe(true)
    }
    for (const { name } of container.secrets) expect(variables[name]?.secret).toBe(true)
  })

  it('may read the secrets that it is given, and no other', () => {
    const { Statement } = readAws<Policy>(`${role}-execution-policy.json`)
    const { Resource } = Statement.find(({ Sid }) => Sid === 'Secrets') as Statement
    // One that ends so is taken for a complete ARN, and its secret is not found.
    for (const { valueFrom } of container.secrets) expect(valueFrom).not.toMatch(/-\w{6}$/)
    const given = container.secrets.map(({ valueFrom }) => `${valueFrom}-??????`)
    expect([...Resource].sort()).toEqual(unique(given))
  })
})

describe('the tasks', () => {
  it('give only a console the private key and the role that reveals', () => {
    const secretsOf = (role: string) =>
      readAws<Task>(`${role}-task.json`).containerDefinitions[0]?.secrets.map(({ name }) => name)
    expect(secretsOf('web')).toContain('VEILGATE_VAULT_PRIVATE_KEY')
    expect(secretsOf('worker')?.join()).not.toMatch(/PRIVATE|REVEAL|AUTH/)
    expect(secretsOf('migrate')).toEqual(['DATABASE_URL'])
  })

  it('let migrations call nothing of AWS', () => {
    expect(readAws<Task>('migrate-task.json').taskRoleArn).toBeUndefined()
    expect(readAws<Task>('worker-task.json').taskRoleArn).toMatch(/role\/veilgate-worker$/)
  })
})
