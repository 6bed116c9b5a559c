import type { LoginField } from '@/lib/model/login-field'
import { MASKED_FIELDS } from '@/lib/model/masked-fields'

/**
 * What a login consists of, in the order of an export. Whatever stores, reads, exports, shows, sorts
 * or filters logins derives from this list.
 */
export const LOGIN_FIELDS = {
  sent_at: {
    label: 'Time',
    type: 'timestamptz',
    presence: 'always',
    show: 'time',
    table: { width: 148, place: 1 },
    section: 'login',
    sort: { asc: 'oldest first', desc: 'newest first', first: 'desc', aliases: ['time'] },
    filter: { kind: 'time', place: 1 },
  },
  user_id: {
    label: 'User',
    isInBody: true,
    maxCharacters: 128,
    show: 'id',
    table: { width: 136, place: 2 },
    section: 'login',
    isRelated: true,
    sort: { asc: '', desc: 'backwards', first: 'asc', aliases: ['user'] },
    filter: { kind: 'text', place: 5, aliases: ['user'], hint: 'The beginning of a user id' },
  },
  device_type: {
    label: 'Device type',
    heading: 'Type',
    isInBody: true,
    maxCharacters: 32,
    show: 'text',
    table: { width: 76, place: 5 },
    section: 'login',
    filter: { kind: 'set', place: 2, aliases: ['type'] },
    isRolledUp: true,
  },
  ip: {
    label: MASKED_FIELDS.ip.label,
    column: MASKED_FIELDS.ip.column,
    isInBody: true,
    show: 'token',
    table: { width: 130, place: 4 },
    isRelated: true,
    filter: { kind: 'token', place: 7, hint: 'The digits of an IP’s token' },
  },
  device_id: {
    label: MASKED_FIELDS.device_id.label,
    column: MASKED_FIELDS.device_id.column,
    isInBody: true,
    show: 'token',
    table: { width: 130, place: 3 },
    isRelated: true,
    filter: {
      kind: 'token',
      place: 6,
      aliases: ['device'],
      hint: 'The digits of a device’s token',
    },
  },
  locale: {
    label: 'Locale',
    isInBody: true,
    presence: 'optional',
    maxCharacters: 32,
    show: 'text',
    table: { width: 72, place: 6 },
    section: 'login',
    filter: { kind: 'set', place: 3 },
    isRolledUp: true,
  },
  /** As the message wrote it. */
  app_version_text: { label: 'Version as written', show: 'text' },
  /** major*10000 + minor*100 + patch. */
  app_version: {
    label: 'Version',
    type: 'int',
    isInBody: true,
    show: 'version',
    table: { width: 80, place: 7 },
    section: 'login',
    sort: { asc: 'oldest first', desc: 'newest first', first: 'desc', aliases: ['version'] },
    filter: { kind: 'version', place: 4, aliases: ['version'] },
  },
  /** A UTC day, `YYYY-MM-DD`. */
  create_date: {
    label: 'Day (UTC)',
    type: 'date',
    isInBody: true,
    show: 'text',
    section: 'login',
  },
  message_id: {
    label: 'Message',
    presence: 'always',
    show: 'id',
    table: { width: 190, place: 9, isHiddenAtFirst: true },
    section: 'message',
  },
  /** The id that SNS or EventBridge gave the message, where one of them wrapped it. */
  envelope_id: {
    label: 'Envelope',
    presence: 'optional',
    isInternal: true,
    show: 'id',
    section: 'message',
  },
  run_id: {
    label: 'Run',
    type: 'int',
    isOfBatch: true,
    show: 'run',
    table: { width: 72, place: 8, isHiddenAtFirst: true },
    section: 'message',
    filter: { kind: 'number', place: 8, aliases: ['run'] },
  },
  /** The score of its signals; null where it has none. */
  risk: {
    label: 'Risk',
    type: 'int',
    isOfBatch: true,
    isJudged: true,
    isInternal: true,
    show: 'risk',
    table: { width: 84, place: 10, isHiddenAtFirst: true },
    sort: {
      asc: 'least risky first',
      desc: 'riskiest first',
      first: 'desc',
      aliases: ['riskiest'],
    },
    filter: { kind: 'risk', place: 9 },
  },
} as const satisfies Record<string, LoginField>
