import { type CSSProperties, memo } from 'react'
import { type SwatchTone, swatchCells } from '@/components/masked-value/swatch-cells'
import { cn } from '@/components/ui/cn'

const CELL = 6
const STEP = 7
const COLUMNS = 4

/** The look of a token: a few coloured cells, equal for equal tokens. Says nothing by itself. */
export const Swatch = memo(function Swatch({
  token,
  className,
}: {
  token: string
  className?: string
}) {
  const { hue, otherHue, tones } = swatchCells(token)
  const own = { '--hue': hue } as CSSProperties
  const other = { '--hue': otherHue } as CSSProperties
  return (
    <svg
      aria-hidden
      viewBox="0 0 27 13"
      width={27}
      height={13}
      className={cn('shrink-0', className)}
    >
      <path d={cellsOf('pale', tones)} className="swatch-pale" style={own} />
      <path d={cellsOf('mid', tones)} className="swatch-mid" style={own} />
      <path d={cellsOf('deep', tones)} className="swatch-deep" style={own} />
      <path d={cellsOf('other', tones)} className="swatch-mid" style={other} />
    </svg>
  )
})

/** One path for all cells of a tone: a page of 200 rows draws 400 swatches. */
function cellsOf(tone: SwatchTone, tones: SwatchTone[]): string {
  return tones
    .map((each, at) =>
      each === tone
        ? `M${(at % COLUMNS) * STEP} ${Math.floor(at / COLUMNS) * STEP}h${CELL}v${CELL}h-${CELL}z`
        : '',
    )
    .join('')
}
