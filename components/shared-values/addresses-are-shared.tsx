import { Notice } from '@/components/notice/notice'

/** Above the list of IPs, while it loads as well: nothing moves as the rows come. */
export function AddressesAreShared() {
  return (
    <Notice tone="info" title="Many users can legitimately share one IP.">
      Offices, homes and mobile carriers put all their people behind one or a few (NAT). Look at
      devices first.
    </Notice>
  )
}
