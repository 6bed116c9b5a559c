import { KIND_LABELS } from '@/components/retention/kind-labels'
import { ChangesTable } from '@/components/settings/changes-table'
import { keepWords, type RetentionChangeView } from '@/lib/model/retention/retention-kinds'

type Props = { changes: RetentionChangeView[]; limit: number }

/** Who set what; the newest first. */
export function RetentionChanges({ changes, limit }: Props) {
  return (
    <ChangesTable
      changes={changes}
      limit={limit}
      of="Data"
      nameOf={({ kind }) => KIND_LABELS[kind]}
      wordsOf={({ keepMonths }) => keepWords(keepMonths)}
    >
      All logins, rejected messages and batches are kept.
    </ChangesTable>
  )
}
