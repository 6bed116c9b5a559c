import { expect, it } from 'vitest'
import { defineCommand } from '@/lib/cli/terminal/command'
import { argument, switchFlag, text, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { helpOf } from '@/lib/cli/terminal/help'

it('writes the help from the definition: names, placeholders, defaults, what is required', () => {
  const command = defineCommand({
    name: 'npm run paint',
    about: `
      Paints a fence,
      and waits until it is dry.

      Then it ends.`,
    flags: {
      colour: argument('COLOUR', 'what with', text()),
      coats: valueFlag('N', 'how often', wholeNumber(1, 9).default(2)),
      side: valueFlag('SIDE', 'front or back', text()),
      bothSides: switchFlag(`the back as well${', and again'.repeat(8)}`),
    },
    notes: 'Exit code 0 where it is dry.',
  })
  expect(helpOf(command)).toBe(`\
Usage: npm run paint -- COLOUR [--coats N] --side SIDE [--both-sides]

Paints a fence, and waits until it is dry.

Then it ends.

  COLOUR        what with
  --coats N     how often (default 2)
  --side SIDE   front or back
  --both-sides  the back as well, and again, and again, and again, and again, and again, and again,
                and again, and again
  -h, --help    print this

Exit code 0 where it is dry.`)
})
