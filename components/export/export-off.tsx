import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'

/** Stands where the export will be until its code is there, as wide and high: nothing moves then. */
export function ExportOff({ hasNdjson = false }: { hasNdjson?: boolean }) {
  return (
    <>
      {hasNdjson ? (
        <Button disabled className="max-lg:hidden">
          NDJSON
        </Button>
      ) : null}
      <Button variant="primary" disabled>
        <Download /> <span className="max-[480px]:sr-only">Export CSV</span>
      </Button>
    </>
  )
}
