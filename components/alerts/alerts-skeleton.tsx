import { RulesTable } from '@/components/alerts/rules/rules-table'
import { TableSkeleton } from '@/components/table/table-skeleton'

/** The alerts while they load: the tabs and the table take the room that they will have. */
export function AlertsSkeleton() {
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div aria-hidden className="flex gap-4 border-line border-b px-4">
        {['Rules', 'Channels', 'History'].map((name) => (
          <span
            key={name}
            className="-mb-px border-transparent border-b-2 py-2 font-medium text-muted"
          >
            {name}
          </span>
        ))}
      </div>
      <TableSkeleton label="Loading the alerts">
        <RulesTable rules={[]} actions={null} />
      </TableSkeleton>
    </div>
  )
}
