import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildConsole } from '@/lib/cli/build/build-console'
import { compileCommands } from '@/lib/cli/image/compile-commands'
import { step } from '@/lib/cli/terminal/progress'
import { UserError } from '@/lib/errors'

/** Next traces its image optimiser, which next.config.js turns off: 19 MB. */
const UNUSED = /[/\\]node_modules[/\\](?:@img|sharp)(?:[/\\]|$)/

/**
 * Builds everything that an image needs into a folder: the console as Next's standalone server, the
 * other commands compiled, and the migrations. No sources, no development packages, no Postgres.
 * @throws UserError where the folder holds something already.
 */
export async function assemble(folder: string): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new UserError(`${folder} is not empty: name an empty folder.`)
  }
  await buildConsole(new AbortController().signal, { isStandalone: true })
  mkdirSync(folder, { recursive: true })
  copy('.next/standalone', folder)
  copy('.next/static', join(folder, '.next/static'))
  copy('public', join(folder, 'public'))
  copy('prisma/migrations', join(folder, 'prisma/migrations'))
  copy('prisma/roles.sql', join(folder, 'prisma/roles.sql'))
  await step('Compiling the commands', () => compileCommands(folder))
}

function copy(from: string, to: string) {
  cpSync(from, to, {
    recursive: true,
    // Next links packages relatively; a resolved link would lead out of the image.
    verbatimSymlinks: true,
    filter: (path) => !UNUSED.test(path),
  })
}
