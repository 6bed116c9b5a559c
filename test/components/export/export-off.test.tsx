import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ExportButton } from '@/components/export/export-button'
import { ExportOff } from '@/components/export/export-off'

/** What each button looks like, but for whether it can be pressed. */
function buttonsIn(html: string) {
  return [...html.matchAll(/<button[^>]* class="([^"]*)"[^>]*>(.*?)<\/button>/g)].map(
    ([, style, content]) => ({ style, content }),
  )
}

it.each([true, false])(
  'has the place and the look of the export it stands for, NDJSON %j',
  (has) => {
    const shown = renderToStaticMarkup(
      <ExportButton href="/" total={null} one="login" many="logins" hasNdjson={has} />,
    )
    const off = renderToStaticMarkup(<ExportOff hasNdjson={has} />)
    expect(buttonsIn(off)).toHaveLength(has ? 2 : 1)
    expect(buttonsIn(off)).toEqual(buttonsIn(shown))
    expect(off.match(/ disabled=""/g)).toHaveLength(has ? 2 : 1)
  },
)
