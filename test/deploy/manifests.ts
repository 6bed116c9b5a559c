import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { ROOT } from '@/test/support/sources/root'

/** An object that Kubernetes is given. */
export type Manifest = {
  apiVersion: string
  kind: string
  metadata: { name: string; labels?: Record<string, string> }
  // biome-ignore lint/suspicious/noExplicitAny: each kind is held against its own schema
  spec?: any
  // biome-ignore lint/suspicious/noExplicitAny: as above
  [key: string]: any
}

const DEPLOY = join(ROOT, 'deploy')

/** What kustomize is told, and the objects of the files that it names, as it would hand them on. */
export function readKubernetes(): {
  kustomization: Manifest
  files: string[]
  objects: Manifest[]
} {
  const folder = join(DEPLOY, 'kubernetes')
  const files = readdirSync(folder).filter((name) => name !== 'kustomization.yaml')
  const kustomization = readYaml(join(folder, 'kustomization.yaml'))[0] as Manifest
  const objects = (kustomization.resources as string[]).flatMap((name) =>
    readYaml(join(folder, name)),
  )
  return { kustomization, files, objects }
}

/** A file of deploy/aws. */
export function readAws<T>(name: string): T {
  return JSON.parse(readFileSync(join(DEPLOY, 'aws', name), 'utf8')) as T
}

/** The files of deploy/aws whose names end so. */
export function awsFiles(ending: string): string[] {
  return readdirSync(join(DEPLOY, 'aws')).filter((name) => name.endsWith(ending))
}

/** @throws where a document is no YAML, or says a key twice. */
function readYaml(path: string): Manifest[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => {
    const [error] = document.errors
    if (error) throw new Error(`${path}: ${error.message}`)
    return document.toJS() as Manifest
  })
}
