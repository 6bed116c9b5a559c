import { z } from 'zod'
import { databaseUrlProblem } from '@/lib/database-url'
import { checkedText, port, url, wholeNumber } from '@/lib/env-schemas'
import { siteAddressProblem } from '@/lib/site-address'

const email = z.email().max(254)
const password = z.string().min(12).max(128)

const keyJson = (file: string) => ({
  schema: z
    .string()
    .regex(/^\s*[[{]/)
    .optional(),
  want: `the JSON of ${file}, or a list of such`,
  secret: true,
})

const keyFile = (content: string) => ({
  schema: z.string().min(1).optional(),
  want: `the path of a file with ${content}, mode 0600`,
})

type Variable = {
  schema: z.ZodType
  /** A description of a valid value, which messages put after "wanted". */
  want: string
  /** 'setup': used by the commands that set things up, so that the console's process starts without it. */
  secret?: boolean | 'setup'
  /** Set by `npm start` for its own processes, and described nowhere else. */
  internal?: boolean
}

/**
 * Each variable, defined once. `.env.example` says what it is for, and the README names those that people
 * need first; test/lib/env-variables.test.ts holds both to this list.
 */
export const VARIABLES = {
  PORT: { schema: port.default(3000), want: 'a port number from 0 to 65535' },
  VEILGATE_HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    want: 'the address to listen on, such as 127.0.0.1 or 0.0.0.0',
  },
  VEILGATE_URL: {
    schema: checkedText(siteAddressProblem).optional(),
    want: 'the address people open, such as https://veilgate.example.com',
  },
  DATABASE_URL: {
    schema: checkedText(databaseUrlProblem).optional(),
    want: 'a Postgres URL, such as postgresql://user:password@host:5432/database',
    secret: true,
  },
  SQS_QUEUE_URL: {
    schema: url('http:', 'https:')
      .transform((value) => value.replace(/\/+$/, ''))
      .optional(),
    want: "the queue's URL, such as https://sqs.eu-central-1.amazonaws.com/123456789012/logins",
  },
  AWS_ENDPOINT_URL_SQS: {
    schema: url('http:', 'https:').optional(),
    want: 'the URL of an SQS server, such as http://localhost:9324',
  },
  AWS_ENDPOINT_URL: {
    schema: url('http:', 'https:').optional(),
    want: 'the URL of a server that stands in for AWS, such as http://localhost:4566',
  },
  AWS_REGION: {
    schema: z
      .string()
      .regex(/^[a-z0-9-]{2,40}$/)
      .optional(),
    want: 'an AWS region, such as eu-central-1',
  },
  AWS_SESSION_TOKEN: {
    schema: z.string().min(1).optional(),
    want: 'the token of a temporary AWS session',
    secret: true,
  },
  VEILGATE_SQS_CALLS: {
    schema: z.enum(['json', 'sdk']).default('json'),
    want: 'json, or sdk to receive and delete through the AWS SDK only',
  },
  VEILGATE_DATA_DIR: {
    schema: z.string().min(1).default('.veilgate'),
    want: 'a folder for the embedded services, keys and logs',
  },
  VEILGATE_KEYS_DIR: { schema: z.string().min(1).optional(), want: 'a folder for the key files' },
  VEILGATE_TOKEN_KEY: keyJson('token.key.json'),
  VEILGATE_TOKEN_KEY_FILE: keyFile('the token key'),
  VEILGATE_VAULT_PUBLIC_KEY: keyJson('vault.pub.json'),
  VEILGATE_VAULT_PUBLIC_KEY_FILE: keyFile('the public keys of the vault'),
  VEILGATE_VAULT_PRIVATE_KEY: keyJson('vault.key.json'),
  VEILGATE_VAULT_PRIVATE_KEY_FILE: keyFile('the wrapped private keys of the vault'),
  VEILGATE_ERASURE_KEY: keyJson('erasure.key.json'),
  VEILGATE_ERASURE_KEY_FILE: keyFile('the key of the erasure list'),
  VEILGATE_VAULT_PASSPHRASE: {
    schema: z.string().min(12).max(1024).optional(),
    want: 'a passphrase of 12 to 1024 characters',
    secret: 'setup',
  },
  VEILGATE_NEW_VAULT_PASSPHRASE: {
    schema: z.string().min(16).max(1024).optional(),
    want: 'a passphrase of 16 to 1024 characters',
    secret: 'setup',
  },
  VEILGATE_AUTH_SECRET: {
    schema: z.string().min(32).max(1024).optional(),
    want: 'a random string of at least 32 characters',
    secret: true,
  },
  VEILGATE_ADMIN_EMAIL: {
    schema: email.default('admin@example.com'),
    want: 'an e-mail address',
  },
  VEILGATE_ADMIN_PASSWORD: {
    schema: password.optional(),
    want: 'a password of 12 to 128 characters',
    secret: 'setup',
  },
  VEILGATE_OPERATOR_EMAIL: {
    schema: email.default('operator@example.com'),
    want: 'an e-mail address',
  },
  VEILGATE_OPERATOR_PASSWORD: {
    schema: password.optional(),
    want: 'a password of 12 to 128 characters',
    secret: 'setup',
  },
  VEILGATE_USER_PASSWORD: {
    schema: password.optional(),
    want: 'the password that `npm run users` sets, of 12 to 128 characters',
    secret: 'setup',
  },
  VEILGATE_REVEAL_VALUES_PER_HOUR: {
    schema: wholeNumber(1, 100_000).default(100),
    want: 'the number of values a person may reveal in an hour, from 1 to 100000',
  },
  VEILGATE_REVEAL_DATABASE_URL: {
    schema: checkedText(databaseUrlProblem).optional(),
    want: 'the Postgres URL of the role that may read the vault; by default DATABASE_URL',
    secret: true,
  },
  VEILGATE_READ_DATABASE_URL: {
    schema: checkedText(databaseUrlProblem).optional(),
    want: 'the Postgres URL of a streaming replica that pages and exports may read',
    secret: true,
  },
  VEILGATE_TRUSTED_PROXIES: {
    schema: wholeNumber(0, 9).default(0),
    want: 'the number of your own proxies that append to X-Forwarded-For, from 0 to 9',
  },
  VEILGATE_OFFLINE_PAGE: {
    schema: z.enum(['on', 'off']).default('on'),
    want: 'on, or off to remove the service worker from the browsers that have it',
  },
  VEILGATE_METRICS_TOKEN: {
    schema: z
      .string()
      .regex(/^[!-~]{16,512}$/)
      .optional(),
    want: 'the token that /api/metrics requires, of 16 to 512 visible ASCII characters',
    secret: true,
  },
  VEILGATE_METRICS_PORT: {
    schema: port.optional(),
    want: 'the port on which a process without the console serves its metrics',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: url('http:', 'https:').optional(),
    want: 'the URL of an OpenTelemetry collector, such as http://localhost:4318',
  },
  VEILGATE_LANES: {
    schema: wholeNumber(1, 64).default(4),
    want: 'a whole number of lanes, from 1 to 64',
  },
  VEILGATE_MIN_LANES: {
    schema: wholeNumber(1, 64).default(1),
    want: 'the minimum number of lanes, from 1 to 64',
  },
  VEILGATE_MAX_LANES: {
    schema: wholeNumber(1, 64).default(8),
    want: 'the maximum number of lanes, from 1 to 64',
  },
  VEILGATE_BATCH_SIZE: {
    schema: wholeNumber(1, 5000).default(500),
    want: 'a whole number of messages, from 1 to 5000',
  },
  VEILGATE_INSTANCE: {
    schema: z.string().max(64).optional(),
    want: 'nothing: `npm start` sets it to what its web processes recognise each other by',
    internal: true,
  },
  VEILGATE_EMBEDDED: {
    schema: z
      .string()
      .regex(/^(postgres)?,?(queue)?$/)
      .default(''),
    want: 'nothing: `npm start` sets it to what it embeds',
    internal: true,
  },
} satisfies Record<string, Variable>
