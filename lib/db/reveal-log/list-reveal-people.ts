import { listDistinct } from '@/lib/db/list-distinct'

const MAX_PEOPLE = 500

/** Everybody the reveal log names, by address. */
export function listRevealPeople(): Promise<string[]> {
  return listDistinct('reveal_log', 'user_name', MAX_PEOPLE)
}
