import { randomUUID } from 'node:crypto'
import { database } from '@/lib/db/client'
import type { Role } from '@/lib/model/permissions'

/** Inserts an account that nobody signs in to. @returns its id. */
export async function insertAccount(role: Role = 'operator'): Promise<string> {
  const id = randomUUID()
  await database().user.create({ data: { id, name: 'Ann', email: `${id}@example.com`, role } })
  return id
}
