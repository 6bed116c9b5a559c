import type { Command } from '@/components/shell/palette/commands'

/**
 * The commands that hold every word typed, the likeliest first: those whose label begins with the text, then
 * those in whose label each word begins one, then those whose label holds each, then all that are found by
 * their group or other words. A group stays together, at the place of its first; equals keep their order.
 */
export function matchingCommands(commands: readonly Command[], text: string): Command[] {
  const words = wordsOf(text)
  if (words.length === 0) return [...commands]
  const ranked = commands
    .filter((command) => holdsEach(haystackOf(command), words))
    .map((command) => ({ command, rank: rankOf(command.label.toLowerCase(), words) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ command }) => command)
  const groups = new Set(ranked.map(({ group }) => group))
  return [...groups].flatMap((name) => ranked.filter(({ group }) => group === name))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

function haystackOf({ group, label, words = '' }: Command): string {
  return `${group} ${label} ${words}`.toLowerCase()
}

/** The less, the likelier it is what was meant. */
function rankOf(label: string, words: string[]): number {
  if (label.startsWith(words.join(' '))) return 0
  const begun = label.split(/[^\p{L}\p{N}]+/u)
  if (words.every((word) => begun.some((each) => each.startsWith(word)))) return 1
  return holdsEach(label, words) ? 2 : 3
}

function holdsEach(text: string, words: string[]): boolean {
  return words.every((word) => text.includes(word))
}
