import { serveCollection } from '@/app/api/v1/serve-collection'

type Params = { params: Promise<{ collection: string }> }

/** A page of a collection, for whoever shows a token of the API. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return serveCollection(request, (await params).collection)
}

/** The headers of the same answer. */
export async function HEAD(request: Request, { params }: Params): Promise<Response> {
  return serveCollection(request, (await params).collection)
}
