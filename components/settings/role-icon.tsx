import { ShieldCheck, UserRound } from 'lucide-react'
import { can, type Role } from '@/lib/model/permissions'

/** A shield for those who may bring originals back. */
export function RoleIcon({ role }: { role: Role }) {
  return can({ role }, 'reveal') ? <ShieldCheck aria-hidden /> : <UserRound aria-hidden />
}
