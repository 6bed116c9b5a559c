import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** A service of docker-compose.yml, its variables filled in. */
export type Service = {
  command: string[] | null
  environment: Record<string, string>
  tmpfs: { path: string; options: string }[]
  isReadOnly: boolean
  healthcheck: string[] | null
}

type Written = {
  command?: string[]
  environment?: Record<string, string>
  tmpfs?: string[]
  read_only?: boolean
  healthcheck?: { test?: string[] }
}

type File = { services: Record<string, Written>; configs: Record<string, { content: string }> }

/** Reads the file as `docker compose` does with these values in `.env`. */
export function readComposeFile(path: string, values: Record<string, string>) {
  const file = parse(readFileSync(path, 'utf8'), { merge: true }) as File
  return {
    service: (name: string): Service => {
      const { command, environment = {}, tmpfs = [], ...rest } = file.services[name] ?? {}
      const entries = Object.entries(environment)
      return {
        command: command ?? null,
        environment: Object.fromEntries(entries.map(([key, text]) => [key, fill(text, values)])),
        tmpfs: tmpfs.map(tmpfsOf),
        isReadOnly: rest.read_only === true,
        healthcheck: rest.healthcheck?.test?.slice(1) ?? null,
      }
    },
    /** The SQL that the database's container runs once, with psql's variables filled in. */
    firstSql: (passwords: Record<string, string>): string => {
      const sql = /<<'SQL'\n(.*)\nSQL/s.exec(file.configs['make-logins']?.content ?? '')?.[1] ?? ''
      return sql.replace(/:'(\w+)'/g, (_, name: string) => `'${passwords[name]}'`)
    },
  }
}

/** `${NAME:?why}` and `${NAME:-default}`. @throws where a value that is wanted is not there. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, kind, rest: string) => {
    const value = values[name] ?? ''
    if (value === '' && kind === '?') throw new Error(`${name} is not set: ${rest}`)
    return value === '' && kind === '-' ? rest : value
  })
}

function tmpfsOf(text: string): { path: string; options: string } {
  const [path = '', options = 'mode=1777'] = text.split(':')
  return { path, options }
}
