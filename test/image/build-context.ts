import { cpSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Which paths of a project a builder sees, by its .dockerignore. */
export function readDockerignore(project: string): (path: string) => boolean {
  return isSent(readFileSync(join(project, '.dockerignore'), 'utf8'))
}

/** @throws where a pattern is of a kind that is not known here. */
export function isSent(dockerignore: string): (path: string) => boolean {
  const patterns = dockerignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ isSent: line.startsWith('!'), name: line.replace(/^!/, '') }))
  const odd = patterns.find(({ name }) => name !== '*' && /[*?[\\]/.test(name))
  if (odd) throw new Error(`.dockerignore: the pattern ${odd.name} is not known here`)
  // The last pattern that fits decides.
  return (path) =>
    patterns.findLast(({ name }) => name === '*' || path === name || path.startsWith(`${name}/`))
      ?.isSent ?? true
}

/** Copies files of a project, or all of it, as `COPY` does. */
export function copyFromContext(project: string, source: string, target: string): void {
  const sent = readDockerignore(project)
  cpSync(join(project, source), target, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => {
      const name = relative(project, path).split(sep).join('/')
      return name === '' || sent(name)
    },
  })
}
