import pg from 'pg'
import { afterEach, expect, it } from 'vitest'
import { readShared } from '@/app/(console)/devices/shared-list'
import { SharedPage } from '@/components/shared-values/shared-page'
import { foldAll, startFolding, stopFolding } from '@/lib/ingest/fold-loop'
import { foldState } from '@/lib/live/fold-state'
import { markUnfolded } from '@/test/support/factories/adopted-logins'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { eventually } from '@/test/support/pipeline'
import { renderedText } from '@/test/support/render'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
afterEach(stopFolding)

const query = { users: 2, sort: 'users', order: 'desc' } as const

/** The page of shared devices, as it is rendered now. */
async function devicesPage() {
  const { sort, order } = query
  const loaded = await readShared('device', async () => {
    return { kind: 'device', minUsers: 2, sort, order, limit: 10 }
  })
  return renderedText(
    <SharedPage kind="device" query={query} brokenParts={[]} loaded={loaded} onReview={null} />,
  )
}

/** Two users at one device, in a batch that was committed a while ago. */
async function storeShared(minutesAgo: number) {
  await store(await makeRun(), [maskedLogin(), maskedLogin({ userId: 'user-2' })])
  await services.query(
    `UPDATE ingest_batches SET committed_at = clock_timestamp() - ${minutesAgo} * interval '1 min'`,
  )
}

it('says on the page of devices that its figures are behind, why, and claims no emptiness', async () => {
  await services.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'numeric field overflow' USING ERRCODE = '22003'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON login_minutes FOR EACH ROW EXECUTE FUNCTION refuse()`)
  await storeShared(4)
  startFolding()
  await eventually(async () => (await foldState()).failure !== null)
  const page = await devicesPage()
  expect(page).toMatch(/These figures are 4 min( \d+ s)? behind: folding fails: .*22003/)
  expect(page).toContain('Not all logins are counted yet.')
  expect(page).not.toContain('No device is shared so far.')

  await services.query('DROP TRIGGER refuse ON login_minutes')
  await eventually(async () => (await foldState()).lagMs === 0)
  await eventually(async () => (await foldState()).failure === null)
  const mended = await devicesPage()
  expect(mended).not.toContain('behind')
  expect(mended).toContain('1 device on this page')
})

it('says that a fold which does not end holds the figures up', async () => {
  await storeShared(4)
  const holder = new pg.Client({ connectionString: services.databaseUrl() })
  await holder.connect()
  await holder.query('BEGIN; LOCK TABLE login_minutes IN ACCESS EXCLUSIVE MODE')
  try {
    startFolding()
    await eventually(async () => (await foldState()).failure !== null, 40)
    expect(await devicesPage()).toMatch(/behind: one fold takes longer than 10 s\./)
  } finally {
    await holder.end()
  }
  await eventually(async () => (await foldState()).failure === null)
  expect(await devicesPage()).toContain('1 device on this page')
})

it('says that figures are behind where no process folds', async () => {
  await storeShared(60)
  const page = await devicesPage()
  expect(page).toContain('These figures are 1 h behind.')
  expect(page).not.toContain('No device is shared so far.')
})

it('says that logins of before Veilgate are not counted yet', async () => {
  await markUnfolded(0n)
  const page = await devicesPage()
  expect(page).toContain('These figures leave out the logins that were stored before Veilgate.')
  await foldAll()
  expect(await devicesPage()).toContain('No device is shared so far.')
})
