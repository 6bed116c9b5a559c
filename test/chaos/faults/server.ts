import type { Fault, Heal, Scene } from '@/test/chaos/fault'
import { repeat } from '@/test/chaos/repeat'
import { DATABASE, ROLE } from '@/test/chaos/system'

const TERMINATE = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${DATABASE}'`

/** As after a restore of the rows alone, or a switch to a logical replica. */
const SET_SEQUENCES_BACK = `SELECT setval(oid::regclass, 1, false) FROM pg_class
  WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace`

/** What a Postgres server can do to those who use it. */
export const SERVER_SIDE: Fault[] = [
  bySql('the database is read-only', {
    provoke: `ALTER DATABASE ${DATABASE} SET default_transaction_read_only = on`,
    heal: `ALTER DATABASE ${DATABASE} RESET default_transaction_read_only`,
  }),
  bySql('the role has no connection to spare', {
    provoke: `ALTER ROLE ${ROLE} CONNECTION LIMIT 0`,
    heal: `ALTER ROLE ${ROLE} CONNECTION LIMIT -1`,
  }),
  {
    name: 'backends are terminated each second',
    provoke: ({ postgres, seconds }) => repeat(seconds, 1_000, () => postgres.sql(TERMINATE)),
  },
  {
    name: 'user_logins is locked for longer than the visibility timeout',
    told: 'run',
    provoke: lockLogins,
  },
  { name: 'each login takes 80 ms', told: 'run', provoke: dawdle },
  // Nor can the run say so.
  { name: 'no COMMIT ends', provoke: awaitStandby },
  byTrigger('inserts fail as on a full disk', { code: '53100', told: 'run' }),
  byTrigger('transactions cannot be serialised, 70 %', { code: '40001', chance: 0.7, told: 'run' }),
  // The data is blamed for it: failed deliveries are the messages' own, and end after many.
  byTrigger('inserts raise an error', { code: 'P0001', told: 'run', maxReceiveCount: 1_000 }),
  {
    name: 'sequences are set back',
    told: 'nobody',
    seconds: 6,
    provoke: async ({ sql }) => {
      await sql(SET_SEQUENCES_BACK)
      return () => 1
    },
  },
]

/** Settings that hold for new sessions: those there are end, before and after. */
function bySql(name: string, { provoke, heal }: { provoke: string; heal: string }): Fault {
  return {
    name,
    provoke: async ({ postgres }) => {
      await postgres.sql(provoke)
      await postgres.sql(TERMINATE)
      return async () => {
        await postgres.sql(heal)
        await postgres.sql(TERMINATE)
        return 1
      }
    },
  }
}

async function lockLogins({ postgres }: Scene): Promise<Heal> {
  const locker = await postgres.connect(DATABASE)
  await locker.query('BEGIN; LOCK TABLE user_logins IN ACCESS EXCLUSIVE MODE')
  return async () => {
    await locker.end()
    return 1
  }
}

async function dawdle({ sql }: Scene): Promise<Heal> {
  await sql(`
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_sleep(0.08);
      RETURN NEW;
    END $$;
    CREATE TRIGGER dawdle BEFORE INSERT ON user_logins
      FOR EACH ROW EXECUTE FUNCTION dawdle()`)
  return async () => {
    await sql('DROP FUNCTION dawdle() CASCADE')
    return 1
  }
}

/** As while a synchronous standby is away. */
async function awaitStandby({ postgres }: Scene): Promise<Heal> {
  await postgres.sql(`ALTER SYSTEM SET synchronous_standby_names = 'away'`)
  await postgres.sql('SELECT pg_reload_conf()')
  return async () => {
    await postgres.sql('ALTER SYSTEM RESET synchronous_standby_names')
    await postgres.sql('SELECT pg_reload_conf()')
    return 1
  }
}

type Trigger = { code: string; chance?: number } & Pick<Fault, 'told' | 'maxReceiveCount'>

function byTrigger(name: string, { code, chance = 1, ...more }: Trigger): Fault {
  return {
    name,
    ...more,
    provoke: async ({ sql }) => {
      await sql(`
        CREATE FUNCTION chaos() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF random() < ${chance} THEN
            RAISE EXCEPTION 'provoked' USING ERRCODE = '${code}';
          END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER chaos AFTER INSERT ON user_logins
          FOR EACH STATEMENT EXECUTE FUNCTION chaos()`)
      return async () => {
        await sql('DROP FUNCTION chaos() CASCADE')
        return 1
      }
    },
  }
}
