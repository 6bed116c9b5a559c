import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

export type MigrationList = glue.MigrationList
export type SchemaEngine = glue.SchemaEngine

let ready: Promise<void> | undefined

/**
 * Prisma's own migration engine, as wasm in this process, which ours is held to: what it makes of the
 * schema, and the history it keeps. Its native twin is a download from a host that is no package
 * registry.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  ready ??= loadWasm()
  await ready
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  // A lost idle connection is found out by the next query; unheard, the event would end the process.
  pool.on('error', () => {})
  try {
    const engine = await glue.SchemaEngine.new(
      { datamodels: undefined },
      () => {},
      bindMigrationAwareSqlAdapterFactory(new WholeScriptAdapter(pool)),
    )
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

/** Sends a script as one query: one transaction, and free to hold `;` in comments and functions. */
class WholeScriptAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const executeScript: SqlDriverAdapter['executeScript'] = async (script) => {
      await adapter.underlyingDriver().query(`${script}\n;${MARK_AS_FINISHED}`)
    }
    return Object.assign(adapter, { executeScript })
  }
}

// As earlier versions of Veilgate had it, in the script's own transaction.
const MARK_AS_FINISHED = `UPDATE _prisma_migrations SET finished_at = now()
  WHERE finished_at IS NULL AND rolled_back_at IS NULL;`

async function loadWasm() {
  const path = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const instance = new WebAssembly.Instance(new WebAssembly.Module(await readFile(path)), {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  })
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports as { __wbindgen_start(): void }).__wbindgen_start()
}
