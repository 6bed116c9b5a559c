import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Manifest } from '@/test/deploy/manifests'
import { ROOT } from '@/test/support/sources/root'

type Model = new (data: never) => { validate(): void }

/** The published schemas of each API, compiled. Types made from them are in the module of the same name. */
const MODELS: Record<string, () => Promise<object>> = {
  'kubernetes-models/v1': () => import('kubernetes-models/v1'),
  'kubernetes-models/apps/v1': () => import('kubernetes-models/apps/v1'),
  'kubernetes-models/batch/v1': () => import('kubernetes-models/batch/v1'),
  'kubernetes-models/networking.k8s.io/v1': () => import('kubernetes-models/networking.k8s.io/v1'),
  'kubernetes-models/policy/v1': () => import('kubernetes-models/policy/v1'),
  '@kubernetes-models/keda/keda.sh/v1alpha1': () =>
    import('@kubernetes-models/keda/keda.sh/v1alpha1'),
  '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1': () =>
    import('@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1'),
}

function moduleOf(apiVersion: string): string {
  const names = Object.keys(MODELS)
  const name =
    names.find((each) => each === `kubernetes-models/${apiVersion}`) ??
    names.find((each) => each.endsWith(`/${apiVersion}`))
  if (name === undefined) throw new Error(`There are no schemas of ${apiVersion} here`)
  return name
}

/** What is wrong with objects by the schemas of their kinds, each in a line that names its object. */
export async function schemaMisfits(objects: readonly Manifest[]): Promise<string[]> {
  const found: string[] = []
  for (const object of objects) {
    const { apiVersion, kind, metadata } = object
    const models = ((await MODELS[moduleOf(apiVersion)]?.()) ?? {}) as Record<
      string,
      Model | undefined
    >
    const Kind = models[kind]
    if (Kind === undefined) {
      found.push(`${kind} ${metadata.name}: there is no ${kind} in ${apiVersion}`)
      continue
    }
    try {
      new Kind(object as never).validate()
    } catch (error) {
      found.push(`${kind} ${metadata.name}: ${(error as Error).message}`)
    }
  }
  return found
}

/**
 * Fields that no schema knows, which the schemas themselves let pass: each object as a literal of its
 * type, held against it by the compiler.
 * @returns what the compiler says, a line each.
 */
export async function typeMisfits(objects: readonly Manifest[]): Promise<string[]> {
  // Within node_modules, so that the packages are found.
  const folder = join(ROOT, 'node_modules/.cache/veilgate')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `manifests-${process.pid}.mts`)
  const lines = objects.map((object, at) => {
    const { apiVersion, kind } = object
    const type = `import('${moduleOf(apiVersion)}').I${kind}`
    return `export const object${at}: ${type} = ${JSON.stringify(object, null, 1)}`
  })
  writeFileSync(path, lines.join('\n'))
  const args = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--types', '']
  const modules = ['--module', 'nodenext', '--target', 'es2022']
  try {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
    await promisify(execFile)(process.execPath, [tsc, ...args, ...modules, path], { cwd: ROOT })
    return []
  } catch (error) {
    const { stdout = '', message } = error as Error & { stdout?: string }
    return (stdout.trim() || message).split('\n')
  } finally {
    rmSync(path, { force: true })
  }
}
