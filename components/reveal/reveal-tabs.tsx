import { LinkTabs } from '@/components/ui/link-tabs'

/** From a token to its original, and back. Each is a page: to go from one is to leave it. */
export function RevealTabs({ current }: { current: 'reveal' | 'find' }) {
  return (
    <LinkTabs
      label="Ways to ask"
      current={current}
      tabs={[
        { id: 'reveal', label: 'Token to original', href: '/reveal' },
        { id: 'find', label: 'Find by original', href: '/reveal/find' },
      ]}
    />
  )
}
