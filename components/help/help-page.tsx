import Link from 'next/link'
import type { ReactNode } from 'react'
import { Swatch } from '@/components/masked-value/swatch'
import { Page } from '@/components/shell/page'
import { ScrollPane } from '@/components/table/scroll-pane'
import { GLOSSARY } from '@/lib/model/glossary'
import { glossaryId } from '@/lib/model/glossary-href'
import { shortToken } from '@/lib/model/token'

/** Tokens of no value: the swatches of the page are drawn from them. */
const TOKENS = [
  'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023',
  'dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47',
]

/** What the console does, and what its words mean. Nothing on it leads out of the console. */
export function HelpPage() {
  return (
    <Page title="Help">
      <ScrollPane aria-label="Help" className="flex-1 scroll-smooth">
        <div className="mx-auto flex max-w-200 flex-col gap-8 px-4 py-6">
          <Start />
          <Marks />
          {Object.entries(GLOSSARY).map(([group, words]) => (
            <Words key={group} group={group} words={words} />
          ))}
        </div>
      </ScrollPane>
    </Page>
  )
}

function Start() {
  return (
    <Section title="How it goes">
      <ol className="flex list-decimal flex-col gap-2 pl-5">
        <li>
          <TextLink href="/">Overview</TextLink> shows what waits on the queue. “Ingest now” starts
          a <TextLink href="#run">run</TextLink>: it receives the messages, replaces IP addresses
          and device ids with <TextLink href="#token">tokens</TextLink>, stores a row for each
          login, and only then deletes the message from the queue.
        </li>
        <li>
          <TextLink href="/logins">Logins</TextLink> lists what is stored, filtered by what you
          choose: point at a value to show only its logins, or to leave them out.{' '}
          <TextLink href="/devices">Devices</TextLink> and <TextLink href="/ips">IPs</TextLink> list
          those that several users share.
        </li>
        <li>
          <TextLink href="/rejected">Rejected</TextLink> keeps the messages that are no login, each
          with its reasons. <TextLink href="/runs">Runs</TextLink> has the{' '}
          <TextLink href="#ledger">ledger</TextLink> of every run: it adds up, or says by how much
          it does not.
        </li>
        <li>
          <TextLink href="/dead-letters">Dead letters</TextLink> are what the queue delivered too
          often and set aside. A <TextLink href="#redrive">redrive</TextLink> brings them in.
        </li>
        <li>
          An original is never shown by these pages. An admin can{' '}
          <TextLink href="#reveal">reveal</TextLink> one, with a reason, and that is recorded.
        </li>
      </ol>
      <p className="mt-3 text-muted">All keys: press ? on any page.</p>
    </Section>
  )
}

function Marks() {
  return (
    <Section title="A masked value">
      <p>
        Each value is shown as a swatch and the first digits of its token. Both are drawn from the
        token alone: equal values have equal tokens, and so look equal wherever they occur. The
        colours mean nothing else.
      </p>
      <p className="mt-3 flex flex-wrap gap-6">
        {TOKENS.map((token) => (
          <span key={token} className="inline-flex items-center gap-2 font-mono text-sm">
            <Swatch token={token} /> {shortToken(token)}…
          </span>
        ))}
      </p>
    </Section>
  )
}

function Words({ group, words }: { group: string; words: Record<string, string> }) {
  return (
    <Section title={group}>
      <dl>
        {Object.entries(words).map(([word, means]) => (
          <div
            key={word}
            id={glossaryId(word)}
            className="grid scroll-mt-4 gap-x-4 border-line border-b py-2 target:bg-selected sm:grid-cols-[180px_1fr]"
          >
            <dt className="font-medium">{marked(word)}</dt>
            <dd className="min-w-0 text-pretty">{marked(means)}.</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** What stands between backticks is code. */
function marked(text: string): ReactNode[] {
  return text.split('`').map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that stays as it is
      <code key={at} className="break-words font-mono text-sm">
        {part}
      </code>
    ),
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-3 font-semibold text-lg">{title}</h2>
      {children}
    </section>
  )
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="rounded-sm text-accent underline underline-offset-4"
    >
      {children}
    </Link>
  )
}
