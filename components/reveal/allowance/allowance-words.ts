import { formatNumber } from '@/lib/format/format'

/** How many values may still be revealed, and how many of them this takes. */
export function allowanceWords(left: number, takes: number): string {
  const may = `You may reveal ${left === 0 ? 'no' : formatNumber(left)} more ${left === 1 ? 'value' : 'values'} this hour`
  if (takes === 0 || left === 0) return `${may}.`
  return takes > left
    ? `${may}, and this takes ${formatNumber(takes)}: ask for fewer.`
    : `${may}; this takes ${formatNumber(takes)}.`
}
