import { loginsAsCsv, loginsAsNdjson } from '@/components/logins/table/copy-logins'
import { BYTE_ORDER_MARK } from '@/lib/format/csv'
import type { LoginRow } from '@/lib/model/login'
import { momentWord } from '@/lib/model/time/moment-word'

/** Has the browser save logins as a file: in the columns of the export, by a name of the same rule. */
export function saveSelection(logins: readonly LoginRow[], format: 'csv' | 'ndjson') {
  const name = `veilgate-logins-selected-as-of-${momentWord(Date.now(), 'UTC')}z.${format}`
  if (format === 'csv') {
    download(name, `${BYTE_ORDER_MARK}${loginsAsCsv(logins)}`, 'text/csv;charset=utf-8')
  } else download(name, loginsAsNdjson(logins), 'application/x-ndjson;charset=utf-8')
}

function download(name: string, text: string, type: string) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Not at once: the browser may not have begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS)
}

const REVOKE_AFTER_MS = 10_000
