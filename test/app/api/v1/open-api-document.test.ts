import { describe, expect, it } from 'vitest'
import { API_COLLECTIONS } from '@/app/api/v1/collections/all'
import { openApiDocument } from '@/app/api/v1/open-api-document'
import { API_SCOPES } from '@/lib/model/api-token'
import { RUN_STATES } from '@/lib/model/pipeline/ledger'
import { FILTER_PARTS } from '@/lib/model/query/parts/filter-parts'
import { rejectedQuery } from '@/lib/model/query/rejected-query'

const document = openApiDocument()
const at = { nowMs: 0, timeZone: 'UTC' }
const parametersOf = (name: string) => document.paths[`/${name}`]?.get.parameters ?? []

describe('the OpenAPI document', () => {
  it('has a path for each scope, and refers to nothing that it has not', () => {
    expect(Object.keys(document.paths)).toEqual(API_SCOPES.map((name) => `/${name}`))
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)]
    expect(refs.length).toBeGreaterThan(20)
    for (const [, path = ''] of refs) {
      const found = path
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], document)
      expect(found, path).toBeDefined()
    }
  })

  it('has each filter of the logins, and nothing that is a page’s own', () => {
    const names = parametersOf('logins').map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(Object.keys(FILTER_PARTS)))
    for (const scope of API_SCOPES) {
      const all = parametersOf(scope).map(({ name }) => name)
      expect(all).toEqual(expect.arrayContaining(['limit', 'cursor', 'format', 'time_zone']))
      expect(new Set(all).size).toBe(all.length)
      expect(all.filter((name) => ['at', 'row'].includes(name))).toEqual([])
    }
  })

  it('has each filter of the rejected messages, and not what they are counted by', () => {
    const names = parametersOf('rejected').map(({ name }) => name)
    const own = ['by', 'at', 'row']
    const filters = Object.keys(rejectedQuery.parts).filter((name) => !own.includes(name))
    expect(names).toEqual([...filters, 'limit', 'cursor', 'format', 'time_zone'])
  })

  it('says what a parameter is, and where it may be given several times', () => {
    const { description, schema, ...how } = parametersOf('logins').find(
      ({ name }) => name === 'locale',
    ) as Record<string, unknown>
    expect({ description, schema, ...how }).toEqual({
      name: 'locale',
      in: 'query',
      description: 'The locale',
      schema: { type: 'array', items: { type: 'string' } },
      style: 'form',
      explode: true,
    })
  })

  it('says what a parameter can be, as its page takes it', () => {
    const state = parametersOf('runs').find(({ name }) => name === 'state')
    expect(state?.schema).toEqual({ type: 'string', enum: RUN_STATES })
    for (const { ask, parameters } of Object.values(API_COLLECTIONS)) {
      for (const { name, schema } of parameters) {
        for (const value of schema.values ?? []) {
          const { brokenParts } = ask(new URLSearchParams({ [name]: value }), at)
          expect(brokenParts, `${name}=${value}`).toEqual([])
        }
      }
    }
  })
})
