import { openApiDocument } from '@/app/api/v1/open-api-document'

/** What the API has, for everybody: it says nothing of what is stored. */
export function GET(): Response {
  return Response.json(openApiDocument())
}
