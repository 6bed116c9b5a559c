import { defineConfig } from 'prisma/config'

// `generate` needs no database; everything that does reads DATABASE_URL through lib/env.ts.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
