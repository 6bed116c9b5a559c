/** The newest migration of prisma/migrations: what this program's database has to be at. */
export const SCHEMA_VERSION = '20261203002000_later_logins'
