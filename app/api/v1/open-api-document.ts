import { API_COLLECTIONS } from '@/app/api/v1/collections/all'
import type { ApiCollection, ApiParameter } from '@/app/api/v1/collections/api-collection'
import { DEFAULT_LIMIT, MAX_LIMIT, PAGING } from '@/app/api/v1/read-request'
import type { RecordField } from '@/lib/exports/records/record-field'
import { VERSION } from '@/lib/model/version'

/** A JSON Schema, as far as this document has them. */
export type Schema = {
  type?: string | readonly string[]
  format?: string
  description?: string
  enum?: readonly unknown[]
  default?: unknown
  minimum?: number
  maximum?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: readonly string[]
  additionalProperties?: boolean
  $ref?: string
}

/** What the API has and answers with, as OpenAPI 3.1: from the definitions that answer. */
export function openApiDocument() {
  const collections = Object.values(API_COLLECTIONS)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Veilgate read API',
      version: VERSION,
      description:
        'Reads what the console shows: masked logins, shared devices and IPs, runs, and rejected messages without their bodies. Tokens stand for IPs and device ids; originals cannot be read here.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths: Object.fromEntries(
      collections.map((collection) => [`/${collection.name}`, { get: operationOf(collection) }]),
    ),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token that an admin created under Settings, API tokens',
        },
      },
      responses: Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, description]) => [status, problem(description)]),
      ),
      schemas: { ...recordSchemas(collections), problem: PROBLEM_SCHEMA } as Record<string, Schema>,
    },
  }
}

const PROBLEMS = {
  400: 'A parameter is not understood: `errors` says which, and why.',
  401: 'No token, or one that is not valid.',
  403: 'The token may not read this collection.',
  404: 'There is no such collection.',
  406: 'Neither format is accepted.',
  429: 'Too many requests of this token: Retry-After says when to ask again.',
  503: 'The console is busy, or the database is unavailable: try again later.',
}

const PROBLEM_SCHEMA: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['parameter', 'detail'],
        properties: { parameter: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}

function operationOf({ name, summary, page, parameters }: ApiCollection) {
  return {
    operationId: `read-${name}`,
    summary,
    description: `The filters are those of the page ${page}. A response may hold fewer rows than the limit, or none. As long as it has a Link to the next page, there is more.`,
    parameters: [...parameters.map(filterParameter), ...pagingParameters()],
    responses: {
      200: {
        description: 'A page of the collection',
        headers: {
          Link: {
            description: 'The next page, as `<…>; rel="next"`; absent at the end',
            schema: { type: 'string' },
          },
        },
        content: {
          'application/x-ndjson': {
            schema: { $ref: `#/components/schemas/${name}` },
            'x-description': 'One such object a line',
          },
          'text/csv': { schema: { type: 'string' } },
        },
      },
      ...Object.fromEntries(
        Object.keys(PROBLEMS).map((status) => [
          status,
          { $ref: `#/components/responses/${status}` },
        ]),
      ),
    },
  }
}

function filterParameter({ name, label, schema, isList = false, default: given }: ApiParameter) {
  const one: Schema = {
    type: 'string',
    ...(schema.values === undefined ? {} : { enum: schema.values }),
    ...(given === undefined ? {} : { default: String(given) }),
  }
  return {
    name,
    in: 'query',
    description: capital(label),
    schema: isList ? { type: 'array', items: one } : one,
    ...(isList ? { style: 'form', explode: true } : {}),
  }
}

function pagingParameters() {
  return Object.entries(PAGING).map(([name, { label, schema }]) => ({
    name,
    in: 'query',
    description: capital(label),
    schema:
      name === 'limit'
        ? { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT }
        : { type: 'string', ...(schema.values === undefined ? {} : { enum: schema.values }) },
  }))
}

function recordSchemas(collections: readonly ApiCollection[]): Record<string, Schema> {
  return Object.fromEntries(collections.map(({ name, fields }) => [name, recordSchema(fields)]))
}

function recordSchema(fields: ApiCollection['fields']): Schema {
  return {
    type: 'object',
    required: fields.map(({ name }) => name),
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    additionalProperties: false,
  }
}

const TYPES: Record<RecordField<never>['type'], Schema & { type: string }> = {
  text: { type: 'string' },
  texts: { type: 'array', items: { type: 'string' } },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  time: { type: 'string', format: 'date-time' },
  day: { type: 'string', format: 'date' },
}

function fieldSchema({ type, about, isNullable, values }: RecordField<unknown>): Schema {
  const schema = TYPES[type]
  return {
    ...schema,
    type: isNullable ? [schema.type, 'null'] : schema.type,
    description: about,
    ...(values === undefined ? {} : { enum: isNullable ? [...values, null] : values }),
  }
}

function problem(description: string) {
  const schema = { $ref: '#/components/schemas/problem' }
  return { description, content: { 'application/problem+json': { schema } } }
}

function capital(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1)
}
