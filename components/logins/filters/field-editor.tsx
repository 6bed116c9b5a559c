'use client'

import type { EditorProps, FieldName } from '@/components/logins/filters/filter-fields'
import { RunEditor } from '@/components/logins/filters/run-editor'
import { TimeEditor } from '@/components/logins/filters/time-editor'
import { ValueEditor } from '@/components/logins/filters/value-editor'
import { ValuesEditor } from '@/components/logins/filters/values-editor'
import { VersionEditor } from '@/components/logins/filters/version-editor'

/** Sets one filter. */
export function FieldEditor({ field, ...props }: EditorProps & { field: FieldName }) {
  switch (field) {
    case 'time':
      return <TimeEditor {...props} />
    case 'type':
    case 'locale':
      return <ValuesEditor field={field} {...props} />
    case 'version':
      return <VersionEditor {...props} />
    case 'run':
      return <RunEditor {...props} />
    default:
      return <ValueEditor field={field} {...props} />
  }
}
