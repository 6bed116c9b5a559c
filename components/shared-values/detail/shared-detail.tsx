import { List } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { WhatIs } from '@/components/help/what-is'
import { layOut } from '@/components/link-graph/lay-out'
import { LinkGraph } from '@/components/link-graph/link-graph'
import { loginsHref } from '@/components/logins/logins-href'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { FoldNotice } from '@/components/notice/fold-notice'
import { Notice } from '@/components/notice/notice'
import { RevealLink } from '@/components/reveal/reveal-link'
import { RelatedTable } from '@/components/shared-values/detail/related-table'
import { ThingFacts } from '@/components/shared-values/detail/thing-facts'
import { ThingTimeline } from '@/components/shared-values/detail/thing-timeline'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Page } from '@/components/shell/page'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Button } from '@/components/ui/button'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { FoundShared } from '@/lib/db/shared/find-shared'
import { formatNumber } from '@/lib/format/format'
import type { LinkGraph as Graph } from '@/lib/model/link-graph'
import type { FoldState } from '@/lib/model/live/folding'
import type { SharedKind } from '@/lib/model/shared-values'

type Props = {
  kind: SharedKind
  thing: FoundShared
  histogram: LoginHistogram
  graph: Graph
  /** How far the figures were behind when they were read. */
  folding: FoldState
  /** What was said of a device, and the way to say more. */
  review?: ReactNode
}

/** One device or IP: its figures, its time, its users and IPs, and whom it links. */
export function SharedDetail({ kind, thing, histogram, graph, folding, review }: Props) {
  const words = SHARED_WORDS[kind]
  return (
    <Page
      title={kind === 'device' ? 'Device' : 'IP'}
      subtitle={
        <Link href={words.path} className="rounded-sm underline-offset-4 hover:underline">
          all shared {words.many}
        </Link>
      }
      actions={
        <Button variant="primary" asChild>
          <Link href={loginsHref({ [words.field]: thing.token })} prefetch={false}>
            <List /> Show its logins
          </Link>
        </Button>
      }
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <FoldNotice folding={folding} />
        {kind === 'ip' ? (
          <Notice tone="info" title="Many users can legitimately share one IP.">
            Offices, homes and mobile carriers put all their people behind one or a few (NAT).
          </Notice>
        ) : null}
        <div className="flex min-h-0 flex-1 max-[900px]:flex-col max-[900px]:overflow-y-auto print:block">
          <div className="flex min-w-0 flex-1 flex-col max-[900px]:flex-none print:block">
            <ThingTimeline kind={kind} token={thing.token} histogram={histogram} />
            <Related kind={kind} thing={thing} graph={graph} />
          </div>
          <ScrollPane
            aria-label={kind === 'device' ? 'About this device' : 'About this IP'}
            className="w-80 shrink-0 border-line border-l bg-inset p-4 max-[900px]:order-first max-[900px]:w-auto max-[900px]:overflow-visible max-[900px]:border-b max-[900px]:border-l-0 print:w-auto"
          >
            <MaskedValue token={thing.token} field={words.field} whole />
            <div className="mt-2 flex items-center gap-3">
              <WhatIs word="token" />
              <RevealLink token={thing.token} className="mt-0" />
            </div>
            <div className="mt-4">
              <ThingFacts kind={kind} thing={thing} />
            </div>
            {review}
          </ScrollPane>
        </div>
      </div>
    </Page>
  )
}

function Related({ kind, thing, graph }: Pick<Props, 'kind' | 'thing' | 'graph'>) {
  return (
    <Tabs
      defaultValue="links"
      className="flex min-h-0 flex-1 flex-col max-[900px]:h-140 max-[900px]:flex-none print:block"
    >
      <TabsList className="shrink-0 px-4">
        <TabsTrigger value="links">Links</TabsTrigger>
        <TabsTrigger value="users">Users {formatNumber(thing.users)}</TabsTrigger>
        <TabsTrigger value="others">
          {SHARED_WORDS[kind].other} {formatNumber(thing.others)}
        </TabsTrigger>
      </TabsList>
      <TabsContent value="links" className="flex min-h-0 flex-1">
        <LinkGraph graph={graph} laidOut={layOut(graph)} />
      </TabsContent>
      <TabsContent value="users" className="flex min-h-0 flex-1 flex-col">
        <RelatedTable kind={kind} of="user" thing={thing} />
      </TabsContent>
      <TabsContent value="others" className="flex min-h-0 flex-1 flex-col">
        <RelatedTable kind={kind} of="other" thing={thing} />
      </TabsContent>
    </Tabs>
  )
}
