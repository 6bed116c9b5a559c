import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { defineCommand } from '@/lib/cli/terminal/command'
import { argument, switchFlag, text, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { helpOf } from '@/lib/cli/terminal/help'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { UserError } from '@/lib/errors'

const COMMAND = defineCommand({
  name: 'npm run paint',
  about: 'Paints a fence.',
  flags: {
    colour: argument('COLOUR', 'what with', z.enum(['red', 'green'], 'must be red or green')),
    coats: valueFlag('N', 'how often', wholeNumber(1, 9).default(2)),
    bothSides: switchFlag('the back as well'),
    note: valueFlag('TEXT', 'kept with it', text().optional()),
  },
  check: ({ coats, bothSides }) => (coats > 5 && bothSides ? 'That is too much paint.' : null),
})

describe('a command line', () => {
  it.each([
    [['red'], { colour: 'red', coats: 2, bothSides: false, note: undefined }],
    [['red', '--coats', '3'], { coats: 3 }],
    [['red', '--coats', '1'], { coats: 1 }],
    [['red', '--coats', '9'], { coats: 9 }],
    [['--coats=3', '--both-sides', 'green'], { colour: 'green', coats: 3, bothSides: true }],
    [['--', 'red'], { colour: 'red' }],
    [['red', '--note=-5'], { note: '-5' }],
    [['red', '--note', 'a\0b'], { note: 'a\0b' }],
  ])('is read by its definition: %j', (args, expected) => {
    expect(parseFlags(args, COMMAND)).toMatchObject(expected)
  })

  it.each([
    [[], 'COLOUR must be red or green.'],
    [['blue'], 'COLOUR must be red or green.'],
    [['red', 'green'], 'Unexpected argument "green".'],
    [['red', '--cotas', '3'], 'Unknown flag "--cotas".'],
    [['red', '--Coats=3'], 'Unknown flag "--Coats".'],
    [['red', '--bothSides'], 'Unknown flag "--bothSides".'],
    [['red', '--__proto__=1'], 'Unknown flag "--__proto__".'],
    [['red', '--constructor'], 'Unknown flag "--constructor".'],
    [['red', '--no-both-sides'], 'Unknown flag "--no-both-sides".'],
    [['red', '-c', '3'], 'Unknown flag "-c".'],
    [['red', '--\0\u001b[2J'], 'Unknown flag "--\\u0000\\u001b[2J".'],
    [['red', '--coats'], '--coats needs a value.'],
    [['red', '--coats', '--both-sides'], '--coats needs a value; one that starts with a dash'],
    [['red', '--coats', '-3'], '--coats needs a value; one that starts with a dash'],
    [['red', '--coats', '0'], '--coats must be a whole number from 1 to 9.'],
    [['red', '--coats', '10'], '--coats must be a whole number from 1 to 9.'],
    [['red', '--coats='], '--coats must be a whole number from 1 to 9.'],
    [['red', '--coats', '1.5'], '--coats must be a whole number from 1 to 9.'],
    [['red', '--coats', '0x3'], '--coats must be a whole number from 1 to 9.'],
    [['red', '--note='], '--note must not be empty.'],
    [['red', '--note', 'x'.repeat(5_000)], '--note must have at most 4096 characters.'],
    [['red', '--both-sides=yes'], '--both-sides takes no value.'],
    [['red', '--coats', '1', '--coats', '2'], '--coats is given more than once.'],
    [['red', '--both-sides', '--coats', '6'], 'That is too much paint.'],
  ])('is refused in words, with the help: %j', (args, message) => {
    const parse = () => parseFlags(args, COMMAND)
    expect(parse).toThrow(UserError)
    expect(parse).toThrow(message)
    expect(parse).toThrow('Usage: npm run paint')
  })

  it('has every problem named at once', () => {
    const parse = () => parseFlags(['--what', 'red', '--coats=1', '--coats=2'], COMMAND)
    expect(parse).toThrow('Unknown flag "--what".\n--coats is given more than once.\n\n')
  })

  it('judges flags together only where each is right', () => {
    const check = vi.fn(() => null)
    const parse = () => parseFlags(['red', '--coats', '99'], { ...COMMAND, check })
    expect(parse).toThrow('--coats must be a whole number from 1 to 9.')
    expect(check).not.toHaveBeenCalled()
  })

  it.each([[['--help']], [['-h']], [['red', '--coats', '99', '--help']]])(
    'prints the help, and asks for nothing else: %j',
    (args) => {
      const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
      expect(parseFlags(args, COMMAND)).toBeNull()
      expect(write).toHaveBeenCalledExactlyOnceWith(`${helpOf(COMMAND)}\n`)
      write.mockRestore()
    },
  )

  it.each([
    [[], 'Either --count or --file is needed.\n'],
    [['--count=1', '--file=f'], 'Only one of --count and --file may be given.\n'],
  ])('wants exactly one of a choice: %j', (args, words) => {
    const oneOf = defineCommand({
      name: 'npm run choose',
      about: 'Chooses.',
      flags: {
        count: valueFlag('N', 'some', text().optional()),
        file: valueFlag('F', 'others', text().optional()),
      },
      oneOf: ['count', 'file'],
    })
    expect(() => parseFlags(args, oneOf)).toThrow(words)
    expect(helpOf(oneOf)).toContain('npm run choose -- (--count N | --file F)\n')
  })
})
