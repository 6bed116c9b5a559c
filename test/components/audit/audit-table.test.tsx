import { describe, expect, it } from 'vitest'
import { AuditInspector } from '@/components/audit/audit-inspector'
import { AuditTable } from '@/components/audit/audit-table'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'
import { countedRow } from '@/test/support/factories/counted-row'
import { renderedText } from '@/test/support/render'

const nothing = () => undefined

const shown = (...changes: Partial<CountedRow>[]) =>
  renderedText(
    <AuditTable
      actions={[{ id: '1', rows: changes.map(countedRow) }]}
      rejectedPlaces={{}}
      selected={null}
      onSelect={nothing}
    />,
  )

const ASKED = { id: '1', action: 'reveal', outcome: 'asked', reason: 'A stolen phone' }
const DONE = { id: '2', action: 'reveal', outcome: 'done', requestId: '1', hash: 'abc' }

describe('the audit table', () => {
  it('says how many refusals a row stands for, where there are several', () => {
    expect(shown({ times: 300 })).toContain('refused ×300')
    expect(shown({})).not.toContain('×')
  })

  it('tells of an action in one row what was asked and what came of it', () => {
    const text = shown(ASKED, DONE)
    expect(text).toMatch(/bob@example\.com reveal done .*A stolen phone/)
    expect(text).not.toContain('asked')
  })
})

describe('the inspector of an action', () => {
  it('has its rows as they are in the log', () => {
    const rows = [countedRow(ASKED), countedRow(DONE)]
    const text = renderedText(
      <AuditInspector action={{ id: '1', rows }} rejectedPlaces={{}} onClose={nothing} />,
    )
    expect(text).toContain('Row 1')
    expect(text).toContain('2 rows of the log')
    expect(text).toMatch(/1 reveal asked .*2 reveal done .*answers row 1 .*abc/)
  })
})
