import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/**
 * Sets what `.env` says, if there is one; a variable that is set already keeps its value.
 * @param {NodeJS.ProcessEnv} env
 */
export function loadEnv(env) {
  let text = ''
  try {
    text = readFileSync('.env', 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return
    console.error(`The file .env cannot be read (${error.code}). Fix it or remove it.`)
    process.exit(1)
  }
  // Some editors begin a file with a byte order mark, which would be part of the first name.
  for (const [name, value] of Object.entries(parseEnv(text.replace(/^\uFEFF/, '')))) {
    env[name] ??= value
  }
}
