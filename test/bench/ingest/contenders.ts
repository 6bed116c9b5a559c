/** Who drains the same messages from the same server into the same Postgres. */
export type Contender = {
  name: string
  /** The program in `contenders/`, and how it stores. */
  program: string
  how?: string
  processes?: number
  /** Where its rows are counted; absent where it stores none. */
  rows?: 'veilgate' | 'plain'
  /** The part of the messages that it is given, as it would take minutes for all. */
  share?: number
}

export const CONTENDERS = [
  { name: 'bare SDK loop', program: 'bare-loop' },
  { name: 'bare loop, our client', program: 'client-loop' },
  { name: 'Veilgate', program: 'veilgate', rows: 'veilgate' },
  { name: 'Veilgate, 2 processes', program: 'veilgate', rows: 'veilgate', processes: 2 },
  { name: 'sqs-consumer ×4, unnest', program: 'consumer', how: 'unnest', rows: 'plain' },
  {
    name: 'sqs-consumer ×4, createMany',
    program: 'consumer',
    how: 'createMany',
    rows: 'plain',
    share: 0.5,
  },
  {
    name: 'sqs-consumer ×4, INSERT each',
    program: 'consumer',
    how: 'insert',
    rows: 'plain',
    share: 0.5,
  },
  {
    name: 'one by one',
    program: 'exercise',
    rows: 'plain',
    share: 0.1,
  },
] as const satisfies Contender[]

export type ContenderName = (typeof CONTENDERS)[number]['name']
