/**
 * What the words of the pages mean, by what they belong to. The help page shows it, and docs/glossary.md
 * says the same (test/lib/model/glossary.test.ts). Markdown's backticks mark what code says.
 */
export const GLOSSARY = {
  Queue: {
    message: 'one entry of the queue: an id, a body, the time it was sent',
    receive: 'to ask the queue for messages. They stay on it, hidden from others',
    acknowledge: 'to delete a received message from the queue, because it is stored',
    'visibility timeout':
      'how long a received message stays hidden. If it is not deleted by then, it is delivered again',
    'in flight': 'received, but neither deleted nor visible again yet',
    'receipt handle': 'what a message is deleted with; each delivery has its own',
    'receive count': 'how often a message has been delivered',
    'queue depth': 'roughly how many messages are waiting',
    'dead-letter queue':
      'where the queue moves a message whose receive count exceeds the limit of its redrive policy',
    'dead letter': 'a message in the dead-letter queue',
    redrive:
      'to ingest dead letters straight from the dead-letter queue, so that each keeps its id and time',
    'move back':
      'to have SQS send dead letters back to their queues, where each becomes a new message with a new id',
    purge: 'to delete everything in a queue',
    envelope: 'what SNS or EventBridge wraps around a message; it is removed, and its id is kept',
  },
  Ingestion: {
    run: 'one period of ingestion, from its start to its end: a drain, a follow or a redrive',
    drain: 'a run that ends when the queue is found empty',
    follow: 'to ingest messages as they arrive, in one run after another, until stopped',
    schedule: 'when the queue is drained automatically: a cron expression in a time zone',
    worker: 'a process that follows without the web console: `npm run worker`',
    lease:
      'a lock that expires after some seconds unless it is renewed; it lets one process at a time do a job',
    lane: 'one of the loops of a run that work side by side; each has one batch at a time',
    batch: 'the messages that a lane stores in one transaction',
    stored: 'committed to `user_logins`, on disk',
    duplicate: 'a delivery of a message that is already stored',
    rejected:
      'the message is bad and will stay bad: it is kept, sealed, with its reasons, and acknowledged',
    failed: 'a problem on our side: the message is left on the queue, and reappears',
    'given up':
      'of a batch: it could not be stored before its messages reappear, and was rolled back',
    heartbeat:
      "what a run's process writes every second; after 6 seconds without one, the run is considered interrupted",
    adopted: 'of rows: they were in `user_logins` before Veilgate was installed',
  },
  Ledger: {
    ledger:
      'what became of the messages of a batch, or of a run: `received = stored + duplicates + rejected` (`+ failed`)',
    balanced: 'of a ledger: the equation holds',
    watermark: 'how far a reader has read the ledger',
    fold: 'to add committed batches to the rollups',
    rollup: 'a table of figures over all logins, such as logins by minute or the users of a device',
  },
  Masking: {
    original: 'an IP address or a device id as it was in the message. Personal data',
    'canonical form':
      'the one spelling that all spellings of a value are reduced to; tokens are made from it',
    token:
      'what replaces an original: keyed, and equal for equal values. `ip1_…` for an IP, `dv1_…` for a device',
    swatch: 'the coloured cells beside a token, drawn from it: equal tokens look equal at a glance',
    'token key': 'the secret key that tokens are made with',
    '`kid`, `fp`': 'the short and the long fingerprint of a key. They are not secret',
    'erased token':
      'what replaces a token after an erasure; unique to its row, and without meaning',
    'shared value': 'a device or an IP that at least two users have',
    related: 'of shared values: they occur in the same logins',
    signal:
      'something unusual about a login compared with earlier ones: many users on its device, a locale that differs from the last one',
    score: 'the sum of the weights of a login’s signals, 100 at most',
    'seal, open':
      "to encrypt for the owners of the vault's keys; to decrypt. Sealing takes no key that opens",
    vault: 'the table of sealed originals, one for each distinct token',
    DEK: 'data encryption key: what originals are sealed with; it is itself sealed, once for each recipient',
    recipient: 'the owner of a vault key',
    rewrap: 'to seal DEKs to another recipient; values and tokens stay as they are',
    rotation: 'replacing the token key: all rows get new tokens',
    'original, hidden':
      'shown in place of an adopted value that looks like an original and is not yet masked',
  },
  Reveal: {
    reveal: 'to show originals to one admin, for a short time and on the record',
    justification:
      'what a reveal needs besides the role: a reason, the vault passphrase, and a ticket if there is one',
    passphrase: "what protects the vault's private key, which is wrapped with it",
    'reveal log':
      'the append-only record of reveals, erasures and changes of keys, people and retention, shown on the page Audit log; each row has the hash of the previous one',
    head: 'the newest row of the reveal log and its hash; noted elsewhere, it shows whether rows were cut off the end',
    anchor:
      'a head, signed by the audit key and kept outside the database; it shows whether the log was rewritten',
    erase:
      "to overwrite the tokens in a person's logins and delete the originals that no other rows use",
  },
  People: {
    operator: 'may ingest, browse, audit and export masked logins',
    admin: 'may also reveal with a justification, read the reveal log, and manage people',
    actor: 'the person, or the command line, on whose behalf something is done',
    permission: 'what an actor may do; each role has a list of them (`lib/model/permissions.ts`)',
    refusal: 'the response to an actor who lacks the permission; recorded if its use would be',
    denial: 'why a permitted request is not carried out: a limit, a lock or a wrong passphrase',
  },
} as const

type Groups = typeof GLOSSARY

/** A word of the glossary. */
export type GlossaryWord = { [Group in keyof Groups]: keyof Groups[Group] & string }[keyof Groups]
