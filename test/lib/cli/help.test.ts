import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { ROOT } from '@/test/support/sources/root'

/** Each command and its file, as the bootstrap has them. */
const COMMANDS = [
  ...readFile('lib/cli/launch/commands.mjs').matchAll(/^ {2}'?([\w:]+)'?: '([\w/]+\.ts)',$/gm),
]

/** npm has words of its own for two of them. */
const SCRIPTS: Record<string, string> = {
  start: 'npm start',
  test: 'npm test',
  build: 'node lib/cli/bootstrap.mjs build',
}

describe('the help', () => {
  it('is asked of every command', () => {
    const { scripts } = JSON.parse(readFile('package.json')) as { scripts: Record<string, string> }
    const own = Object.values(scripts).flatMap(
      (script) => /bootstrap\.mjs (\S+)/.exec(script)?.[1] ?? [],
    )
    expect(COMMANDS.map(([, name]) => name)).toEqual(expect.arrayContaining(own))
  })

  it.each(COMMANDS.map(([, name = '', file = '']) => [name, file]))(
    'of %s names the command, fits a terminal, and does nothing else',
    async (name, file) => {
      const { main } = (await import(resolve(ROOT, file))) as {
        main(args: string[]): Promise<number>
      }
      const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
      const code = await main(['--help'])
      const help = write.mock.calls.map(([text]) => text).join('')
      write.mockRestore()
      expect(code).toBe(0)
      expect(help.split('\n')[0]).toContain(`Usage: ${SCRIPTS[name] ?? `npm run ${name}`}`)
      expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    },
  )
})

function readFile(path: string): string {
  return readFileSync(resolve(ROOT, path), 'utf8')
}
