/** Every column of the logins, in the order they first come in. */
export const LOGIN_COLUMN_IDS = [
  'sentAt',
  'userId',
  'maskedDeviceId',
  'maskedIp',
  'deviceType',
  'locale',
  'version',
  'runId',
  'messageId',
] as const

/** Shown only when asked for: the inspector has them. */
export const HIDDEN_AT_FIRST: string[] = ['runId', 'messageId']
