import { Users } from 'lucide-react'
import { formatCount, formatNumber } from '@/lib/format/format'

/** From here on, more than a couple share it. */
const MANY = 3

type Props = {
  users: number
  /** Whether it stands by itself, without a heading that says what is counted. */
  withWord?: boolean
}

/** How many users have a device or IP; from three on it stands out, by an icon as well. */
export function UserCount({ users, withWord = false }: Props) {
  const words = withWord ? formatCount(users, 'user') : formatNumber(users)
  if (users < MANY) return <span className="whitespace-nowrap">{words}</span>
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap font-medium text-warn">
      <Users aria-hidden className="size-3.5 shrink-0" />
      {words}
    </span>
  )
}
