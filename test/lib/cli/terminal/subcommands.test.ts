import { describe, expect, it, vi } from 'vitest'
import { argument, text } from '@/lib/cli/terminal/flags'
import { parseSubcommand, subcommand } from '@/lib/cli/terminal/subcommands'
import { UserError } from '@/lib/errors'

const GROUP = {
  name: 'npm run fence',
  commands: {
    paint: subcommand(
      { about: 'paint it', flags: { colour: argument('COLOUR', 'what with', text()) } },
      ({ colour }) => `painted ${colour}`,
    ),
    remove: subcommand({ about: 'take it down', flags: {} }, () => 'removed'),
  },
  notes: 'It is only a fence.',
}

describe('a group of commands', () => {
  it('runs the one that is named', () => {
    expect(parseSubcommand(['paint', 'red'], GROUP)).toBe('painted red')
    expect(parseSubcommand(['remove'], GROUP)).toBe('removed')
  })

  it.each([
    [[], 'Usage: npm run fence -- COMMAND'],
    [['explode'], 'Unknown command "explode".'],
    [['constructor'], 'Unknown command "constructor".'],
    [['paint'], 'COLOUR is required.\n\nUsage: npm run fence -- paint COLOUR\n'],
    [['remove', 'it'], 'Unexpected argument "it".'],
  ])('refuses %j in words, with the help', (args, message) => {
    expect(() => parseSubcommand(args, GROUP)).toThrow(UserError)
    expect(() => parseSubcommand(args, GROUP)).toThrow(message)
  })

  it('prints the help of all, and of one', () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    expect(parseSubcommand(['--help'], GROUP)).toBeNull()
    expect(parseSubcommand(['paint', '--help'], GROUP)).toBeNull()
    const [[all], [one]] = write.mock.calls as [[string], [string]]
    write.mockRestore()
    expect(all).toContain('  paint COLOUR  paint it\n  remove        take it down\n')
    expect(one).toContain('Usage: npm run fence -- paint COLOUR\n')
  })
})
