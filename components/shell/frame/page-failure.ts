import { CONNECTION_LOST } from '@/components/shell/frame/hold-navigations'
import { isDatabaseDigest } from '@/lib/model/answers/page-failure'
import { isRefusedOrigin } from '@/lib/model/answers/refused-origin'

type PageFailure = {
  /** `updated`: only a load of the document helps. `changed`: showing the page anew does. */
  kind: 'database' | 'refused' | 'changed' | 'updated' | 'lost' | 'unknown'
  title: string
  cause: string
  /** To copy; never personal data. */
  detail: string | undefined
}

/** What the browsers and React (its error 412) say of an answer that was cut off. */
const CUT_OFF =
  /^(?:network error|Failed to fetch|NetworkError .*|Error in input stream|Load failed|The network connection was lost\.|Connection closed\.|Minified React error .412;.*)$/

/** Why a page could not be shown, in words. */
export function describePageFailure(error: Error & { digest?: string }): PageFailure {
  const detail = error.digest === undefined ? undefined : detailOf(error.digest)
  if (isDatabaseDigest(error.digest)) {
    return {
      kind: 'database',
      title: 'The database does not answer.',
      cause: 'Nothing is lost, and this page retries automatically.',
      detail,
    }
  }
  if (isRefusedOrigin(error.message)) {
    return {
      kind: 'refused',
      title: 'The console does not take requests from this address.',
      cause: error.message,
      detail: undefined,
    }
  }
  if (isOfAnotherBuild(error)) {
    return {
      kind: 'updated',
      title: 'A part of this page could not be loaded.',
      cause:
        'Veilgate was updated after this page was opened, or the network was lost. Reload the page to continue.',
      detail: error.name,
    }
  }
  if (isChangedByOthers(error)) {
    return {
      kind: 'changed',
      title: 'The page was changed from outside.',
      cause:
        'A browser extension, or the browser’s translation, changed it during an update. It is rendered again in a moment.',
      detail: error.name,
    }
  }
  if (isCutOff(error)) {
    return {
      kind: 'lost',
      title: 'The connection was lost while this page was loading.',
      cause: 'This page retries automatically.',
      detail: undefined,
    }
  }
  return {
    kind: 'unknown',
    title: 'This page couldn’t be loaded.',
    cause:
      'See the console’s log for the cause. Nothing is lost, and this page retries automatically.',
    detail,
  }
}

/** What failed on the server has a digest, and says nothing of the way to it. */
function isCutOff({ message, digest }: Error & { digest?: string }): boolean {
  return digest === undefined && (message === CONNECTION_LOST || CUT_OFF.test(message))
}

/** A part of the page's script, or an action, that the server no longer has. */
export function isOfAnotherBuild(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    ['ChunkLoadError', 'UnrecognizedActionError'].includes(error.name) ||
    /Loading (?:CSS )?chunk|dynamically imported module|Failed to load chunk/i.test(error.message)
  )
}

/** React looks for what it had put there, and it is gone. */
function isChangedByOthers(error: Error): boolean {
  return error.name === 'NotFoundError' && /'(?:removeChild|insertBefore)'/.test(error.message)
}

/** A digest of Next's own is a number. */
function detailOf(digest: string): string {
  return /^\d+$/.test(digest) ? `error ${digest}` : digest
}
