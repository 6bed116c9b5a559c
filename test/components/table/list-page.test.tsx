import { describe, expect, it } from 'vitest'
import { ListPage } from '@/components/table/list-page'
import type { BrokenPart } from '@/lib/model/query/define-query'
import type { Loaded } from '@/lib/model/query/loaded'
import { renderedText } from '@/test/support/render'

function textOf(loaded: Loaded<string[]>, brokenParts: BrokenPart[] = []): string {
  return renderedText(
    <ListPage
      title="Runs"
      brokenParts={brokenParts}
      notices={<p>Mind this.</p>}
      loaded={loaded}
      failure="The runs could not be read."
      unharmed="Their ledgers are safe."
    >
      {(rows) => <p>{rows.length} runs</p>}
    </ListPage>,
  )
}

describe('the page of a list', () => {
  it('shows the list, below its notices', () => {
    const text = textOf({ kind: 'loaded', value: ['a', 'b'] })
    expect(text).toMatch(/Runs .*Mind this\. 2 runs$/)
    expect(text).not.toContain('parts of this link')
  })

  it('shows a failure as one, with its cause and its code, and never as emptiness', () => {
    const text = textOf({ kind: 'failed', cause: 'Nothing answers', detail: 'ECONNREFUSED' })
    expect(text).toContain('The runs could not be read.')
    expect(text).toContain('Nothing answers. Their ledgers are safe.')
    expect(text).toContain('ECONNREFUSED')
    expect(text).toContain('Try again')
    expect(text).toContain('Mind this.')
    expect(text).not.toContain('0 runs')
  })

  it('says which parts of its link were left out, and why', () => {
    const text = textOf({ kind: 'loaded', value: [] }, [
      { name: 'run', label: 'the run', problem: 'is not the number of a run' },
      { name: 'at', label: 'the place in the list', problem: 'is not valid' },
    ])
    expect(text).toContain(
      'Some parts of this link were ignored. The run is not the number of a run; the place in the list is not valid. The list is shown without.',
    )
  })
})
