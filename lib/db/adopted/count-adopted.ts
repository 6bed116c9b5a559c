import { readAdopted } from '@/lib/db/adopted/read-adopted'
import { findOriginal } from '@/lib/find-original'

/** How many adopted logins hold a value that looks like an original, column by column. */
export type AdoptedOriginals = { maskedIp: number; maskedDeviceId: number }

const PAGE_ROWS = 5_000

/** Counts the originals that adopted logins still hold, a page at a time. */
export async function countAdopted(): Promise<AdoptedOriginals> {
  const found = { maskedIp: 0, maskedDeviceId: 0 }
  for (let after = '0'; ; ) {
    const logins = await readAdopted(after, PAGE_ROWS)
    for (const { ip, device } of logins) {
      if (ip !== null && findOriginal(ip) !== null) found.maskedIp += 1
      if (device !== null && findOriginal(device) !== null) found.maskedDeviceId += 1
    }
    const last = logins.at(-1)
    if (last === undefined || logins.length < PAGE_ROWS) return found
    after = last.id
  }
}
