/** What was asked of which queue: what a failure has to name. */
export type QueueCall = {
  /** The SQS action, such as `ReceiveMessage`. */
  action: string
  queue: string
  /** Host and port that were asked. */
  host: string
  /** What requests are signed for; undefined where none is known. */
  region: string | undefined
}

type KnownFailure = { codes: RegExp; permanent?: boolean; words: (call: QueueCall) => string }

/** Codes of SQS (with and without its old prefix), of the SDK, of undici and of the network. */
export const KNOWN_FAILURES: KnownFailure[] = [
  {
    codes: /QueueDoesNotExist|NonExistentQueue$|QueueDeletedRecently/,
    permanent: true,
    words: ({ queue, host, region }) =>
      `There is no queue “${queue}” at ${host}${inRegion(region)}. Check SQS_QUEUE_URL, or the redrive policy if that names it`,
  },
  {
    codes: /^(AccessDenied|AccessDeniedException|NotAuthorized|OptInRequired)$/,
    permanent: true,
    words: ({ queue, action }) =>
      `The queue “${queue}” refuses sqs:${permissionOf(action)} to these credentials. Grant it to them, then start again`,
  },
  {
    codes: /^(CredentialsProviderError|Unauthorized)$/,
    permanent: true,
    words: () =>
      'No AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or a role',
  },
  {
    codes:
      /^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|MissingAuthenticationToken|IncompleteSignature)/,
    permanent: true,
    words: ({ host }) => `${host} does not know these AWS credentials. Check AWS_ACCESS_KEY_ID`,
  },
  {
    codes: /^(SignatureDoesNotMatch|InvalidSignatureException|AuthFailure)$/,
    permanent: true,
    words: ({ host, region }) =>
      `${host} refuses the signature, made for the region ${region ?? '(none)'}. Check AWS_SECRET_ACCESS_KEY, the region of the queue’s address, and this machine’s clock`,
  },
  {
    codes: /^ExpiredToken/,
    words: () =>
      'The AWS session has expired. Renew AWS_SESSION_TOKEN and its keys, or use a role that renews itself',
  },
  {
    codes: /PurgeQueueInProgress$/,
    words: ({ queue }) =>
      `The queue “${queue}” is being purged already; SQS allows it once in 60 seconds`,
  },
  {
    codes: /^OverLimit$/,
    words: ({ queue }) =>
      `Too many messages of the queue “${queue}” are in flight: consumers receive more than they acknowledge`,
  },
  {
    codes:
      /^(RequestThrottled|Throttling|ThrottlingException|TooManyRequests.*|RequestLimitExceeded|SlowDown)$/,
    words: ({ queue }) =>
      `The queue “${queue}” is asked more often than it allows; it is asked less often now`,
  },
  {
    codes: /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)$/,
    words: ({ host }) =>
      `The clock of this machine and that of ${host} differ too much. Set this machine’s clock`,
  },
  {
    codes: /^(KMS|Kms)/,
    words: ({ queue }) =>
      `The key that encrypts the queue “${queue}” cannot be used. Check its KMS key and policy`,
  },
  {
    codes: /^(InvalidAddress|InvalidHost)$/,
    permanent: true,
    words: ({ host }) =>
      `${host} is not the address of this queue. Check SQS_QUEUE_URL and AWS_ENDPOINT_URL_SQS`,
  },
  {
    codes: /^(UnsupportedOperation|InvalidAction|UnknownOperationException|InvalidSecurity)$/,
    permanent: true,
    words: ({ action, host }) =>
      `${host} does not know ${action}. Use Amazon SQS, ElasticMQ 1.5 or newer, or LocalStack 3 or newer`,
  },
  {
    codes: /^RegionMissing$/,
    permanent: true,
    words: ({ host }) => `The region of the queue at ${host} is not known. Set AWS_REGION`,
  },
  {
    codes: /^XmlAnswer$/,
    permanent: true,
    words: ({ host }) =>
      `${host} answers in XML: it does not speak the JSON protocol of SQS. Use Amazon SQS, ElasticMQ 1.5 or newer, or LocalStack 3 or newer`,
  },
  {
    codes: /^GatewayAnswer$/,
    words: ({ host }) =>
      `A proxy or gateway answers at ${host}, but reports that its server is unavailable`,
  },
  {
    codes: /^HtmlAnswer$/,
    words: ({ host }) =>
      `${host} answers with a web page, as a proxy or gateway does. Check SQS_QUEUE_URL, AWS_ENDPOINT_URL_SQS and what lies between`,
  },
  {
    codes: /^(UnreadableAnswer|SyntaxError|HTTPParserError|UND_ERR_RES_EXCEEDED_MAX_SIZE)$/,
    words: ({ action, host }) => `${host} answered ${action} with something that cannot be read`,
  },
  {
    codes: /^IncompleteMessage$/,
    permanent: true,
    words: ({ host }) =>
      `${host} hands out messages without MessageId, ReceiptHandle or SentTimestamp, which Veilgate needs. Use Amazon SQS, ElasticMQ 1.5 or newer, or LocalStack 3 or newer`,
  },
  {
    codes: /^IncompleteAttributes$/,
    permanent: true,
    words: ({ host, queue }) =>
      `${host} does not tell the counts or the visibility timeout of the queue “${queue}”, which Veilgate needs. Use Amazon SQS, ElasticMQ 1.5 or newer, or LocalStack 3 or newer`,
  },
  {
    codes: /^(NoAnswerInTime|TimeoutError|ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/,
    words: ({ action, host }) => `${host} did not answer ${action} in time`,
  },
  {
    codes: /^ECONNREFUSED$/,
    words: ({ host }) =>
      `Nothing answers at ${host}. Check that the SQS server runs, SQS_QUEUE_URL and AWS_ENDPOINT_URL_SQS`,
  },
  {
    codes: /^(ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/,
    words: ({ host }) =>
      `${host} cannot be found or reached. Check SQS_QUEUE_URL, AWS_ENDPOINT_URL_SQS and the network`,
  },
  {
    codes:
      /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|UND_ERR_ABORTED|HPE_\w+)$/,
    words: ({ host }) => `The connection to ${host} was cut`,
  },
  {
    codes:
      /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+)$/,
    permanent: true,
    words: ({ host }) =>
      `The certificate of ${host} is not trusted. Give Node its authority in NODE_EXTRA_CA_CERTS`,
  },
  {
    codes: /^(ERR_SSL_\w+|EPROTO)$/,
    permanent: true,
    words: ({ host }) =>
      `${host} does not speak TLS, or another version of it. Check whether SQS_QUEUE_URL or AWS_ENDPOINT_URL_SQS should begin with http://`,
  },
  {
    codes: /^UND_ERR_INVALID_ARG$/,
    permanent: true,
    words: () =>
      'An AWS variable holds a character that no request may have. Check AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN',
  },
  {
    codes:
      /^(ServiceUnavailable|InternalFailure|InternalError|InternalServerError|RequestTimeout)$/,
    words: ({ action, host }) => `${host} failed at ${action} by a fault of its own`,
  },
  {
    codes: /^ReceiptHandleIsInvalid$|^InvalidReceiptHandle/,
    words: ({ queue }) =>
      `The queue “${queue}” no longer accepts the receipt handles of some messages: they will be delivered again`,
  },
]

function inRegion(region: string | undefined): string {
  return region === undefined ? '' : ` in ${region}`
}

/** Batch actions are allowed by the permission of their single form. */
function permissionOf(action: string): string {
  return action.replace(/Batch$/, '')
}
