import { textLike } from '@/lib/model/query/parts/text-schema'

const PROBLEM = 'is not the number of a run'

/** The number of a run, as it stands in a URL. */
export const runNumberSchema = textLike(/^[1-9]\d{0,9}$/, PROBLEM)
  .to(Number)
  .check((number) => number <= 0x7fffffff, PROBLEM)
