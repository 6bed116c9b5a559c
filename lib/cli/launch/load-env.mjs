import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/**
 * Sets what `.env` says, where it is there; what is set already goes before.
 * @param {NodeJS.ProcessEnv} env
 */
export function loadEnv(env) {
  let text = ''
  try {
    text = readFileSync('.env', 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return
    console.error(`The file .env cannot be read (${error.code}). Mend it, or remove it.`)
    process.exit(1)
  }
  // Some editors begin a file with a byte order mark, which would be part of the first name.
  for (const [name, value] of Object.entries(parseEnv(text.replace(/^\uFEFF/, '')))) {
    env[name] ??= value
  }
}
