import type { LabelsOf, NameOf } from '@/lib/measure'

/** The value of a gauge at one moment. */
export type Reading = { name: string; labels: Readonly<Record<string, string>>; value: number }

/** A gauge's value as a list of one; of none where it is not known, since 0 would be a figure. */
export function reading<Name extends NameOf<'gauge'>>(
  name: Name,
  labels: LabelsOf<Name>,
  value: number | null | undefined,
): Reading[] {
  return value === null || value === undefined ? [] : [{ name, labels, value }]
}
