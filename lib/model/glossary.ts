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
    'in flight': 'received and neither deleted nor visible again',
    'receipt handle': 'what a message is deleted by; each delivery has its own',
    'receive count': 'how often a message was delivered',
    'queue depth': 'how many messages wait, approximately',
    'dead-letter queue':
      'where the queue moves a message whose receive count exceeds the limit of its redrive policy',
    'dead letter': 'a message in the dead-letter queue',
    redrive: 'to ingest dead letters from where they are, so that each keeps its id and time',
    'move back':
      'to have SQS send dead letters to their queues, where each is a new message with a new id',
    purge: 'to delete all that a queue holds',
    envelope: 'what SNS or EventBridge put around a message; it is unwrapped, and its id is kept',
  },
  Ingestion: {
    run: 'one stretch of ingestion, from its start to its end: a drain, a follow or a redrive',
    drain: 'a run that ends when the queue is found empty',
    follow: 'to ingest messages as they come, in one run after the other, until it is stopped',
    schedule: 'when the queue is drained by itself, as a cron expression in a time zone',
    worker: 'a process that follows without the web: `npm run worker`',
    lease:
      'what one of several processes holds for some seconds, and renews, to do what one does at a time',
    lane: 'one of several loops of a run, side by side; each has one batch in hand',
    batch: 'the messages that a lane stores in one transaction',
    stored: 'committed to `user_logins`, on disk',
    duplicate: 'a delivery of a message whose row is already there',
    rejected:
      'the message is bad and will stay bad: it is kept, sealed, with its reasons, and acknowledged',
    failed: 'trouble on our side: the message is left on the queue, and reappears',
    'given up':
      'of a batch: it could not be stored before its messages reappear, and was rolled back',
    heartbeat:
      "what a run's process writes every second; a run without one for 6 seconds is taken to be interrupted",
    adopted: 'of rows: they were in `user_logins` before Veilgate was',
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
    original: 'an IP address or a device id as the message had it. Personal data',
    'canonical form':
      'the one spelling of a value that all its spellings share; tokens are made from it',
    token:
      'what stands for an original: keyed, and equal for equal values. `ip1_…` for an IP, `dv1_…` for a device',
    swatch: 'the coloured cells beside a token, drawn from it: equal tokens look equal at a glance',
    'token key': 'the secret that tokens are made with',
    '`kid`, `fp`': 'the short and the long fingerprint of a key. They are not secret',
    'erased token':
      'what stands in place of a token after an erasure; unique for each row, and stands for nothing',
    'shared value': 'a device or an IP of at least two users',
    related: 'of shared values: they occur in the same logins',
    signal:
      'something unusual about a login, told from those before it: many users on its device, another locale than before',
    score: 'what the weights of a login’s signals add up to, 100 at most',
    'seal, open':
      "to encrypt for the owners of the vault's keys; to decrypt. Whoever seals cannot open",
    vault: 'the table of sealed originals, one for each distinct token',
    DEK: 'data encryption key: what originals are sealed with; it is sealed itself, once for each recipient',
    recipient: 'the owner of a vault key',
    rewrap: 'to seal DEKs to another recipient; values and tokens stay as they are',
    rotation: 'replacing the token key: all rows get new tokens',
    'original, hidden':
      'shown in place of an adopted value that looks like an original and is not masked yet',
  },
  Reveal: {
    reveal: 'to show originals to one admin, for a short time and on record',
    justification:
      'what a reveal needs besides the role: a reason, the vault passphrase, and a ticket if there is one',
    passphrase: "what the vault's private key is wrapped by",
    'reveal log':
      'the append-only record of reveals, erasures and changes of keys and people; each row has the hash of the one before',
    head: 'the newest row of the reveal log and its hash; noted elsewhere, it shows whether rows were cut off the end',
    anchor:
      'a head, signed by the audit key and kept outside the database; it shows whether the log was written anew',
    erase:
      "to overwrite the tokens of a person's logins and delete the originals that nobody else's rows use",
  },
  People: {
    operator: 'may ingest, browse, audit and export masked logins',
    admin: 'may do that, reveal with a justification, read the reveal log, and manage people',
    actor: 'the person, or the command line, on whose behalf something is done',
    permission: 'what an actor may do; each role has a list of them (`lib/model/permissions.ts`)',
    refusal: 'the answer to an actor without that permission; recorded where its use would be',
    denial: 'why a permitted request is not answered: a limit, a lock or a wrong passphrase',
  },
} as const

type Groups = typeof GLOSSARY

/** A word of the glossary. */
export type GlossaryWord = { [Group in keyof Groups]: keyof Groups[Group] & string }[keyof Groups]
