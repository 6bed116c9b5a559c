import { describe, expect, it } from 'vitest'
import { matchingCommands } from '@/components/shell/palette/matching-commands'

const command = (group: string, label: string, words?: string) => ({
  ...{ id: label, group, label, run: () => undefined },
  ...(words === undefined ? {} : { words }),
})

const ALL = [
  command('Go to', 'Overview'),
  command('Go to', 'Rejected', 'dark'),
  command('Settings', 'Your account', 'password'),
  command('This page', 'Show undarkened rows'),
  command('Console', 'Light colours', 'theme dark'),
  command('Console', 'The dark side'),
  command('Console', 'Dark colours', 'theme'),
]

const labels = (text: string) => matchingCommands(ALL, text).map(({ label }) => label)

describe('the commands that match', () => {
  it('are all of them, as they come, before anything is typed', () => {
    expect(matchingCommands(ALL, '  ')).toEqual(ALL)
  })

  it('begin with the likeliest, and keep a group together', () => {
    expect(labels('dark')).toEqual([
      ...['Dark colours', 'The dark side', 'Light colours'],
      'Show undarkened rows',
      'Rejected',
    ])
  })

  it('take several words in any order, and a group for a word', () => {
    expect(labels('side DARK')).toEqual(['The dark side'])
    expect(labels('settings pass')).toEqual(['Your account'])
  })

  it('keep their order where they are equally likely', () => {
    expect(labels('theme')).toEqual(['Light colours', 'Dark colours'])
    expect(labels('nothing of the kind')).toEqual([])
  })
})
