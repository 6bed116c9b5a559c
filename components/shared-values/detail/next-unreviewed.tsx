'use client'

import { ListTodo } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/overlay/tooltip'

/** Leads on to the next one that nobody has marked, in the order of the list that one came from. */
export function NextUnreviewed({ href }: { href: string | null }) {
  const router = useRouter()
  useCommands(
    useMemo(() => {
      if (href === null) return []
      const words = 'review queue triage following'
      const run = () => router.push(href)
      return [
        {
          id: 'next-unreviewed',
          group: 'Page',
          label: LABEL,
          words,
          icon: ListTodo,
          keys: ['u'],
          run,
        },
      ]
    }, [href, router]),
  )
  if (href === null) {
    return (
      <Button disabled title="Everything in the list is reviewed">
        <ListTodo /> <span className="max-md:sr-only">{LABEL}</span>
      </Button>
    )
  }
  return (
    <Tooltip label="The next in the list that nobody has marked" keys={['u']}>
      <Button asChild>
        <Link href={href} prefetch={false} aria-keyshortcuts="u">
          <ListTodo /> <span className="max-md:sr-only">{LABEL}</span>
        </Link>
      </Button>
    </Tooltip>
  )
}

const LABEL = 'Next unreviewed'
