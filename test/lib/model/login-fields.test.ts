import { describe, expect, it } from 'vitest'
import { camelCase, inSentence } from '@/lib/model/login-field'
import {
  EXPORTED_FIELDS,
  FILTER_FIELDS,
  LOGIN_FIELD_LIST,
  TABLE_FIELDS,
} from '@/lib/model/login-field-list'
import { MASKED_FIELD_NAMES, MASKED_FIELDS } from '@/lib/model/masked-fields'
import { FILTER_PARTS, namesOf, partNames } from '@/lib/model/query/parts/filter-parts'

describe('the registry of fields', () => {
  it('exports the columns that files have always had, in their order', () => {
    expect(EXPORTED_FIELDS.map(({ column }) => column).join()).toBe(
      'sent_at,user_id,device_type,masked_ip,masked_device_id,locale,app_version_text,app_version,create_date,message_id,run_id',
    )
  })

  it('keeps the columns of the exercise under their own names', () => {
    const columns = LOGIN_FIELD_LIST.map(({ column }) => column)
    expect(columns).toEqual(
      expect.arrayContaining([
        'user_id',
        'device_type',
        'masked_ip',
        'masked_device_id',
        'locale',
        'app_version',
        'create_date',
      ]),
    )
  })

  it.each([
    ['table', TABLE_FIELDS.map(({ table }) => table?.place)],
    ['filter', FILTER_FIELDS.map(({ filter }) => filter?.place)],
  ])('gives each place of the %s once', (_, places) => {
    expect(places).toEqual(places.map((_, at) => at + 1))
  })

  it('has every masked field, shown as a token and in its own column', () => {
    for (const name of MASKED_FIELD_NAMES) {
      const field = LOGIN_FIELD_LIST.find(({ key }) => key === name)
      expect(field).toMatchObject({ show: 'token', column: MASKED_FIELDS[name].column })
      expect(field?.filter?.kind).toBe('token')
    }
  })

  it('gives no name in a URL to two filters', () => {
    const names = FILTER_FIELDS.flatMap(({ key }) => [
      ...partNames(key as Parameters<typeof partNames>[0]),
      ...namesOf(key as Parameters<typeof namesOf>[0]).slice(1),
    ])
    expect(new Set(names).size).toBe(names.length)
    expect(Object.keys(FILTER_PARTS).every((name) => names.includes(name))).toBe(true)
  })
})

it.each([
  ['ip', 'ip'],
  ['device_type', 'deviceType'],
  ['masked_device_id', 'maskedDeviceId'],
])('makes %s the property %s', (name, property) => {
  expect(camelCase(name)).toBe(property)
})

it.each([
  ['IP', 'IP'],
  ['Device type', 'device type'],
  ['Day (UTC)', 'day (UTC)'],
])('puts %s into a sentence as %s', (label, words) => {
  expect(inSentence(label)).toBe(words)
})
