import { List } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { AboutPane } from '@/components/case/about-pane'
import { CaseHead } from '@/components/case/case-head'
import { PrintCase } from '@/components/case/print-case'
import { WhatIs } from '@/components/help/what-is'
import { layOut } from '@/components/link-graph/lay-out'
import { LoadedLinkGraph } from '@/components/link-graph/loaded-link-graph'
import { loginsHref } from '@/components/logins/logins-href'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { FoldNotice } from '@/components/notice/fold-notice'
import { Notice } from '@/components/notice/notice'
import { RevealButton } from '@/components/reveal/in-place/reveal-button'
import { revealable } from '@/components/reveal/in-place/revealable'
import { NextUnreviewed } from '@/components/shared-values/detail/next-unreviewed'
import { RelatedTable } from '@/components/shared-values/detail/related-table'
import { ThingFacts } from '@/components/shared-values/detail/thing-facts'
import { ThingTimeline } from '@/components/shared-values/detail/thing-timeline'
import { sharedHref } from '@/components/shared-values/shared-href'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { FoundShared } from '@/lib/db/shared/find-shared'
import { formatNumber } from '@/lib/format/format'
import type { FoldState } from '@/lib/model/live/folding'
import type { SharedQuery } from '@/lib/model/query/shared-query'
import type { ValueTab } from '@/lib/model/query/value-query'
import type { LinkGraph as Graph } from '@/lib/model/shared/link-graph'
import type { ReviewState } from '@/lib/model/shared/reviews'
import type { SharedKind } from '@/lib/model/shared/shared-values'

type Props = {
  kind: SharedKind
  thing: FoundShared
  histogram: LoginHistogram
  graph: Graph
  /** How far the figures were behind when they were read. */
  folding: FoldState
  /** What was said of it, and the way to say more. */
  review: ReactNode
  /** What holds of its users, and of its IPs or devices, that were reviewed. */
  reviews: { users: ReadonlyMap<string, ReviewState>; others: ReadonlyMap<string, ReviewState> }
  tab: ValueTab
  /** The list that it was opened from. */
  list: SharedQuery
  /** The next of that list to review; null where there is none, absent for those who only look. */
  next: string | null | undefined
}

/** One device or IP: its figures, its time, its users and IPs, and whom it links. */
export function SharedDetail(props: Props) {
  const { kind, thing, histogram, graph, folding, review, reviews, tab, list, next } = props
  const words = SHARED_WORDS[kind]
  return (
    <Page
      title={SHARED_WORDS[kind].heading}
      subtitle={
        <Link
          href={sharedHref(kind, list)}
          className="rounded-sm underline-offset-4 hover:underline"
        >
          all shared {words.many}
        </Link>
      }
      actions={
        <>
          <PrintCase />
          {next === undefined ? null : <NextUnreviewed href={next} />}
          <Button variant="primary" asChild>
            <Link href={loginsHref({ [words.field]: thing.token })} prefetch={false}>
              <List /> Show its logins
            </Link>
          </Button>
        </>
      }
    >
      <div data-case className="flex min-w-0 flex-1 flex-col">
        <CaseHead what={SHARED_WORDS[kind].heading} subject={thing.token} />
        <FoldNotice folding={folding} />
        {kind === 'ip' ? (
          <Notice tone="info" title="Many users can legitimately share one IP.">
            Offices, homes and mobile carriers put all their people behind one or a few (NAT).
          </Notice>
        ) : null}
        <div className="flex min-h-0 flex-1 max-[900px]:flex-col max-[900px]:overflow-y-auto print:block">
          <div className="flex min-w-0 flex-1 flex-col max-[900px]:flex-none print:block">
            <ThingTimeline filter={{ [words.field]: thing.token }} histogram={histogram} />
            <Related
              key={tab}
              kind={kind}
              thing={thing}
              graph={graph}
              reviews={reviews}
              tab={tab}
            />
          </div>
          <AboutPane label={`About this ${SHARED_WORDS[kind].one}`}>
            <MaskedValue token={thing.token} field={words.field} whole />
            <div className="mt-2 flex items-center gap-3">
              <WhatIs word="token" />
              <RevealButton what={`this ${words.one}`} tokens={revealable([thing.token])} />
            </div>
            <div className="mt-4">
              <ThingFacts kind={kind} thing={thing} />
            </div>
            {review}
          </AboutPane>
        </div>
      </div>
    </Page>
  )
}

type RelatedProps = Pick<Props, 'kind' | 'thing' | 'graph' | 'reviews' | 'tab'>

function Related({ kind, thing, graph, reviews, tab }: RelatedProps) {
  return (
    <Tabs
      defaultValue={tab}
      param="tab"
      className="flex min-h-0 flex-1 flex-col max-[900px]:h-140 max-[900px]:flex-none print:block"
    >
      <TabsList className="shrink-0 px-4 print:hidden">
        <TabsTrigger value="links">Links</TabsTrigger>
        <TabsTrigger value="users">Users {formatNumber(thing.users)}</TabsTrigger>
        <TabsTrigger value="others">
          {SHARED_WORDS[kind].other} {formatNumber(thing.others)}
        </TabsTrigger>
      </TabsList>
      <TabsContent value="links" title="Links" className="flex min-h-0 flex-1 print:block">
        <LoadedLinkGraph graph={graph} laidOut={layOut(graph)} />
      </TabsContent>
      <TabsContent value="users" title="Users" className="flex min-h-0 flex-1 flex-col">
        <RelatedTable kind={kind} of="user" thing={thing} reviews={reviews.users} />
      </TabsContent>
      <TabsContent
        value="others"
        title={SHARED_WORDS[kind].other}
        className="flex min-h-0 flex-1 flex-col"
      >
        <RelatedTable kind={kind} of="other" thing={thing} reviews={reviews.others} />
      </TabsContent>
    </Tabs>
  )
}
