import { beforeEach, expect, it } from 'vitest'
import { startBox } from '@/lib/cli/start/start-box'
import { provideEnv } from '@/lib/env'

const EMBEDDED = { dataDir: '/data', postgresFolder: '/data/postgres', embeddedQueue: true }
const OWN = { dataDir: '/data', postgresFolder: null, embeddedQueue: false }
const NO_SECRETS = { passphrase: null, admin: null, operator: null }

beforeEach(() => {
  provideEnv({
    DATABASE_URL: 'postgresql://veilgate:canary@db.example.com:5432/logins?sslmode=require',
    SQS_QUEUE_URL: 'https://sqs.example.com/1/logins',
    VEILGATE_URL: 'https://veilgate.example.com',
    VEILGATE_KEYS_DIR: '/keys',
    VEILGATE_ADMIN_EMAIL: 'admin@example.com',
    VEILGATE_OPERATOR_EMAIL: 'operator@example.com',
  })
})

it('names the database, the queue and the keys, and not the password of the database', () => {
  const box = startBox(OWN, { secrets: NO_SECRETS, keysProblem: null })
  expect(box).toMatch(/Console +https:\/\/veilgate\.example\.com /)
  expect(box).toMatch(/Database +db\.example\.com:5432\/logins /)
  expect(box).toMatch(/Queue +https:\/\/sqs\.example\.com\/1\/logins /)
  expect(box).toMatch(/Keys +\/keys /)
  expect(box).not.toMatch(/canary|Shown only once|Admin|passphrase|memory/)
})

it('shows what was made up, each beside whose it is, and repeats nothing that was configured', () => {
  const secrets = { passphrase: 'made-up-passphrase', admin: 'made-up-password', operator: null }
  const box = startBox(OWN, { secrets, keysProblem: null })
  expect(box).toContain('Shown only once.')
  expect(box).toMatch(/Admin +admin@example\.com +made-up-password /)
  expect(box).toMatch(/Operator +operator@example\.com +\(the password you configured\) /)
  expect(box).toMatch(/Vault passphrase +made-up-passphrase /)
  const accounts = startBox(OWN, { secrets: { ...secrets, passphrase: null }, keysProblem: null })
  expect(accounts).not.toContain('Vault passphrase')
})

it('says what is wrong with the keys, and that an embedded queue keeps messages in memory', () => {
  const box = startBox(EMBEDDED, { secrets: NO_SECRETS, keysProblem: 'There is no token key.' })
  expect(box).toMatch(/Keys +There is no token key\. /)
  expect(box).toMatch(/Database +embedded Postgres, its data in \/data\/postgres /)
  expect(box).toMatch(/Queue +embedded SQS server /)
  expect(box).toContain('memory')
})
