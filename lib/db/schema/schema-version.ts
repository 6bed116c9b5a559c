/** The newest migration of prisma/migrations: what this program's database has to be at. */
export const SCHEMA_VERSION = '20261202020000_retention_completed'
