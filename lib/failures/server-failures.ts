import type { DatabaseFailure } from '@/lib/failures/database-failure'

/** The server refuses who asks or what is asked for, by SQLSTATE or Prisma’s code. */
export const ACCESS_FAILURES: DatabaseFailure[] = [
  {
    codes: /^(28P01|P1000|AuthenticationFailed)$/,
    words: (database, variable) =>
      `${database} refused the password. Check user and password in ${variable}, and percent-encode ` +
      'the characters % # / ? : @ in them',
  },
  {
    codes: /^NO_PASSWORD$/,
    words: (database, variable) => `${database} asks for a password, and ${variable} has none`,
  },
  {
    codes: /^(28000|P1010|DatabaseAccessDenied)$/,
    words: (database, variable) =>
      `${database} refuses this user from this machine. Check the user in ${variable} and the ` +
      'server’s pg_hba.conf; where that demands encryption, add sslmode=require, and where it demands a ' +
      'client certificate, sslcert and sslkey',
  },
  {
    codes: /^(3D000|P1003|DatabaseDoesNotExist)$/,
    words: (database, variable) =>
      `${database} does not exist on that server. Run npm run migrate, which creates it, or correct ${variable}`,
  },
  {
    codes: /^3F000$/,
    words: (database, variable) =>
      `${database} lacks the schema that ${variable} or the role’s search_path names. Run npm run migrate`,
  },
  {
    codes: /^42501$/,
    words: (database, variable) =>
      `${database} refuses a right to the user of ${variable}. Grant the rights of prisma/roles.sql (npm run migrate -- --roles), or run the command as a user who has the right, such as the owner of the tables`,
  },
  {
    codes: /^25006$/,
    words: (database, variable) =>
      `${database} is read-only, as a standby is. Point ${variable} at the primary, or wait for the failover to end`,
  },
]

/** The tables are not those of this program, by SQLSTATE or Prisma’s code. */
export const SCHEMA_FAILURES: DatabaseFailure[] = [
  {
    codes: /^(42P01|42883|P2021|TableDoesNotExist)$/,
    words: (database, variable) =>
      `${database} lacks a table. Run npm run migrate, or name the right schema with ?schema= in ${variable}`,
  },
  {
    codes: /^(42703|P2022|ColumnNotFound)$/,
    words: (database) => `${database} lacks a column. Run npm run migrate`,
  },
]

/** The server cannot do now what was asked, by SQLSTATE, Prisma’s code or our own. */
export const RESOURCE_FAILURES: DatabaseFailure[] = [
  {
    codes: /^53100$/,
    words: (database) => `${database} has no disk space left. Make room on its server`,
  },
  {
    codes: /^53200$/,
    words: (database) => `${database} has no memory left. Look at its server`,
  },
  {
    codes: /^(53300|P2037|TooManyConnections)$/,
    words: (database, variable) =>
      `${database} has no connection to spare. Raise its max_connections, or give this process fewer by connection_limit in ${variable}`,
  },
  {
    codes: /^53...$/,
    words: (database) => `${database} has run out of a resource. Look at its server`,
  },
  {
    codes: /^(P2024|POOL_EXHAUSTED)$/,
    words: (database) =>
      `All connections of this process are in use, since ${database.replace(/^The/, 'the')} answers slowly. It is tried again with the next request`,
  },
  {
    codes: /^25P02$/,
    words: (database) => `${database} had given up this transaction after an earlier failure`,
  },
  { codes: /^25P03$/, words: () => 'Idle in transaction too long' },
  {
    codes: /^(40001|40P01|P2034|TransactionWriteConflict)$/,
    words: (database, variable) =>
      variable === 'VEILGATE_READ_DATABASE_URL'
        ? `${database} ended a query in favour of what it replays. Set hot_standby_feedback to on there`
        : `${database} undid one of two transactions that met. Try again`,
  },
  {
    codes: /^55P03$/,
    words: (database) => `${database} has a lock that somebody else holds for too long. Try again`,
  },
  {
    codes: /^DATABASE_NO_ANSWER$/,
    words: (database, _, deadlineMs) => {
      const time =
        deadlineMs === undefined ? 'in time' : `within ${Math.round(deadlineMs / 1000)} s`
      return `${database} did not answer ${time}, and the connection was given up`
    },
  },
  {
    codes: /^DATABASE_NOT_CONFIRMED$/,
    words: (database) =>
      `${database} committed this, but its synchronous standby did not confirm that: somebody ended the wait`,
  },
  {
    codes: /^(25P04|57014|P2028)$/,
    words: (database) => `${database} took too long. Look for what it is busy with, or waits for`,
  },
  { codes: /^57P01$/, words: (database) => `${database} is shutting down, or ended this session` },
  { codes: /^57P02$/, words: (database) => `${database} crashed and is recovering` },
  { codes: /^57P03$/, words: (database) => `${database} is starting up` },
  { codes: /^57P04$/, words: (database) => `${database} was dropped` },
  {
    codes: /^(57P05|P1017|ConnectionClosed|CONNECTION_CLOSED|080(00|03|06))$/,
    words: (database) => `${database} closed the connection`,
  },
  {
    codes: /^(P1001|DatabaseNotReachable|08001|08004)$/,
    words: (database, variable) =>
      `${database} cannot be reached: nothing listens there, or its host name is unknown. Start it, or correct ${variable}`,
  },
  {
    codes: /^(P1002|P1008|SocketTimeout)$/,
    words: (database) => `${database} did not answer in time. Check that it is up`,
  },
  {
    codes: /^08P01$/,
    words: (database, variable) =>
      `${database}, or a pooler before it, refused how the connection was opened. Poolers do not pass on ?schema= and ?options= in ${variable}: set the role’s search_path instead. Where it demands encryption, add sslmode=require`,
  },
  {
    codes: /^08...$/,
    words: (database) => `${database} lost the connection`,
  },
  {
    codes: /^(23505|P2002|UniqueConstraintViolation)$/,
    words: (database) => `${database} has such a row already`,
  },
  {
    codes: /^P2025$/,
    words: (database) => `${database} no longer has the row that this is about`,
  },
  {
    codes: /^(58...|XX...)$/,
    words: (database) => `${database} failed inside. Look at its server’s log`,
  },
]
