/** Each reason as it is stored, and the sentence that stood in its place before 0.2. */
export const REASONS: [stored: string, sentence: string][] = [
  ['not-json', 'The message is not JSON.'],
  ['not-an-object', 'The message is not a JSON object.'],
  [
    'no-login-inside',
    'The message is an SNS or EventBridge envelope whose content is not a login: switch on raw message delivery, or look at what is published.',
  ],
  [
    'subscription-confirmation',
    'The message is an SNS subscription confirmation, not a login: confirm the subscription, and switch on raw message delivery.',
  ],
  [
    's3-pointer',
    'The message is a pointer into S3 of the SQS Extended Client: send logins in the message itself.',
  ],
  ['ip:missing', 'ip is missing.'],
  ['user_id:null', 'user_id is null.'],
  ['locale:empty', 'locale is empty.'],
  ['device_id:not-text', 'device_id is not text.'],
  ['user_id:nul-character', 'user_id holds a NUL character, which cannot be stored.'],
  ['user_id:half-surrogate', 'user_id holds half a surrogate pair, which is no character.'],
  ['user_id:too-long', 'user_id is longer than 128 characters.'],
  ['locale:too-long', 'locale is longer than 32 characters.'],
  ['ip:not-an-ip', 'ip is not an IP address.'],
  ['device_id:blank-or-too-long', 'device_id is blank, or longer than 256 bytes.'],
  ['app_version:not-a-version', 'app_version is not a version of the form major.minor.patch.'],
  [
    'create_date:not-a-date',
    'create_date is not a date of the form YYYY-MM-DD, or an ISO 8601 time with its offset.',
  ],
]
