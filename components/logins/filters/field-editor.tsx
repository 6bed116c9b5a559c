'use client'

import type { EditorProps, FilterField } from '@/components/logins/filters/filter-fields'
import { RunEditor } from '@/components/logins/filters/run-editor'
import { ValueEditor } from '@/components/logins/filters/value-editor'
import { ValuesEditor } from '@/components/logins/filters/values-editor'
import { VersionEditor } from '@/components/logins/filters/version-editor'
import { RiskEditor } from '@/components/logins/risk/risk-editor'
import { TimeEditor } from '@/components/time-filter/time-editor'

/** Sets one filter. */
export function FieldEditor({ field, ...props }: EditorProps & { field: FilterField }) {
  switch (field.kind) {
    case 'time':
      return <TimeEditor value={props.query} onApply={props.onApply} />
    case 'set':
      return <ValuesEditor field={field} {...props} />
    case 'version':
      return <VersionEditor {...props} />
    case 'risk':
      return <RiskEditor {...props} />
    case 'number':
      return <RunEditor {...props} />
    case 'text':
    case 'token':
      return <ValueEditor field={field} {...props} />
  }
}
