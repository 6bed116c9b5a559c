import { describe, expect, it } from 'vitest'
import { REST_AFTER_MS, TAB_SILENCE_MS } from '@/components/shell/live/leadership'
import { type Random, random } from '@/lib/sample/random'
import { SimulatedBrowser, type SimulatedTab } from '@/test/support/browser/simulated-browser'

const times = (count: number, open: () => SimulatedTab) => Array.from({ length: count }, open)

/** All that can be seen show the newest event, and one stream serves them. */
function expectWell(browser: SimulatedBrowser) {
  expect(browser.leaders()).toHaveLength(1)
  expect(browser.streams()).toEqual(browser.leaders())
  for (const { tab } of browser.tabs) {
    if (tab.role === 'resting') continue
    expect(tab.live.connection).toBe('live')
    expect(tab.live.event?.rejectedKept).toBe(browser.newest().event.rejectedKept)
  }
}

describe('tabs of one browser', () => {
  it('share one stream, however many they are', () => {
    const browser = new SimulatedBrowser()
    times(12, () => browser.open())
    browser.pass(4)
    expectWell(browser)
    // All went on from what their pages were rendered with.
    expect(browser.wholes).toBe(0)
  })

  it('hear the whole from whoever leads where they come late with an old page', () => {
    const browser = new SimulatedBrowser()
    browser.open()
    browser.pass(4)
    const late = browser.open({ isRendered: false })
    expect(late.tab.live.connection).toBe('live')
    // What it is told arrived before.
    expect(late.tab.live.event?.loginsArrived).toBe(0)
    browser.pass(2)
    expectWell(browser)
    expect(browser.wholes).toBe(0)
  })

  it('tell when an event came, not when they heard of it', () => {
    const browser = new SimulatedBrowser()
    const first = browser.open()
    browser.pass(4)
    browser.sleep(1)
    const late = browser.open({ isRendered: false })
    expect(late.tab.live.receivedAt).toBe(first.tab.live.receivedAt)
  })

  it.each<[string, (browser: SimulatedBrowser, leader: SimulatedTab) => void]>([
    ['is closed', (browser, leader) => browser.kill(leader)],
    [
      'is frozen or kept for "back"',
      (browser, leader) => browser.give(leader, { kind: 'put-away' }),
    ],
  ])('have another lead at once where the leader %s', (_, end) => {
    const browser = new SimulatedBrowser()
    times(5, () => browser.open())
    browser.pass(4)
    const before = browser.leaders()
    end(browser, before[0] as SimulatedTab)
    expectWell(browser)
    expect(browser.leaders()).not.toEqual(before)
    expect(browser.wholes).toBe(0)
    browser.pass(4)
    expectWell(browser)
  })

  it('go on after the leader is taken out again', () => {
    const browser = new SimulatedBrowser()
    const [first] = times(3, () => browser.open()) as [SimulatedTab]
    browser.give(first, { kind: 'put-away' })
    browser.pass(60)
    browser.give(first, { kind: 'taken-out' })
    expect(first.tab.role).toBe('waiting')
    browser.pass(2)
    expectWell(browser)
  })

  it('say that the connection is lost where the leader hangs, and one that is seen takes over', () => {
    const browser = new SimulatedBrowser()
    const [leader, other] = times(2, () => browser.open()) as [SimulatedTab, SimulatedTab]
    browser.pass(4)
    leader.hangs = true
    browser.pass(TAB_SILENCE_MS / 1_000 - 2)
    expect(other.tab.live.connection).toBe('live')
    browser.pass(2)
    expect(other.tab.role).toBe('leading')
    browser.pass(2)
    expect(other.tab.live.connection).toBe('live')
    // What it was told while it hung is told to it all the same.
    leader.hangs = false
    browser.give(leader, { kind: 'lock-stolen' })
    browser.pass(2)
    expectWell(browser)
  })

  it('say that the connection is lost while it is, those that come meanwhile as well', () => {
    const browser = new SimulatedBrowser()
    times(3, () => browser.open())
    browser.pass(4)
    browser.server = 'away'
    browser.pass(2)
    const late = browser.open()
    browser.pass(60)
    for (const { tab } of browser.tabs) expect(tab.live.connection).toBe('lost')
    expect(late.tab.live.event).not.toBeNull()
    // Nobody took it for a leader that hangs.
    expect(browser.leaders()).toEqual(browser.tabs.slice(0, 1))
    const [leader] = browser.leaders() as [SimulatedTab]
    browser.server = 'well'
    browser.give(leader, { kind: 'online' })
    expectWell(browser)
  })

  it('all leave when one hears that the session ended', () => {
    const browser = new SimulatedBrowser()
    times(4, () => browser.open())
    browser.server = 'signed-out'
    browser.tell()
    expect(browser.tabs.map(({ reloads }) => reloads)).toEqual([1, 1, 1, 1])
  })

  it('ask at once who is signed in where one of them went out of the console', () => {
    const browser = new SimulatedBrowser()
    const [leader] = times(2, () => browser.open()) as [SimulatedTab]
    browser.server = 'signed-out'
    browser.give(leader, { kind: 'tab', word: { kind: 'gone' } })
    expect(browser.tabs.map(({ reloads }) => reloads)).toEqual([1, 1])
  })

  it('rest when they were hidden for half a minute: the leader hands on, and of all none streams', () => {
    const browser = new SimulatedBrowser()
    const [first, second] = times(2, () => browser.open()) as [SimulatedTab, SimulatedTab]
    browser.give(first, { kind: 'hidden' })
    browser.pass(REST_AFTER_MS / 1_000 - 1)
    expect(browser.leaders()).toEqual([first])
    browser.pass(1)
    expect(first.tab.role).toBe('resting')
    expect(browser.leaders()).toEqual([second])
    browser.pass(2)
    expectWell(browser)
    // It goes on hearing what others are told.
    expect(first.tab.live.event).toEqual(second.tab.live.event)
    browser.give(second, { kind: 'hidden' })
    browser.pass(REST_AFTER_MS / 1_000)
    expect(browser.streams()).toEqual([])
    browser.pass(600)
    browser.give(first, { kind: 'shown' })
    expectWell(browser)
    browser.give(second, { kind: 'shown' })
    browser.pass(2)
    expectWell(browser)
  })

  it('do not begin to rest anew where a hidden one leads for another', () => {
    const browser = new SimulatedBrowser()
    times(2, () => browser.open({ isHidden: true }))
    browser.pass(REST_AFTER_MS / 1_000)
    expect(browser.streams()).toEqual([])
  })

  it('take no sleep of the computer for a leader that hangs', () => {
    const browser = new SimulatedBrowser()
    const [leader, ...others] = times(4, () => browser.open()) as [SimulatedTab, ...SimulatedTab[]]
    browser.pass(4)
    browser.sleep(3_600)
    for (const one of others) browser.give(one, { kind: 'clock' })
    expect(browser.leaders()).toEqual([leader])
    browser.give(leader, { kind: 'clock' })
    browser.pass(2)
    expectWell(browser)
    expect(browser.leaders()).toEqual([leader])
  })

  it('never have two leaders, and find together, whatever happens', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const chance = random(seed, 'tabs')
      const browser = new SimulatedBrowser()
      for (let turn = 0; turn < 60; turn += 1) {
        happen(browser, chance)
        expect(browser.leaders().length, `seed ${seed}`).toBeLessThanOrEqual(1)
        expect(browser.streams().length, `seed ${seed}`).toBeLessThanOrEqual(1)
      }
      browser.server = 'well'
      browser.open()
      for (const one of browser.tabs) browser.give(one, { kind: 'taken-out' })
      for (const one of browser.tabs) browser.give(one, { kind: 'shown' })
      for (const one of browser.tabs) browser.give(one, { kind: 'online' })
      browser.pass(4)
      expectWell(browser)
    }
  })
})

function happen(browser: SimulatedBrowser, chance: Random) {
  const one = browser.tabs[Math.floor(chance() * browser.tabs.length)]
  const kind = Math.floor(chance() * 10)
  if (kind === 0 || one === undefined) {
    browser.open({ isHidden: chance() < 0.3, isRendered: chance() < 0.7 })
  } else if (kind === 1) browser.kill(one)
  else if (kind === 2) browser.give(one, { kind: 'hidden' })
  else if (kind === 3) browser.give(one, { kind: 'shown' })
  else if (kind === 4) browser.give(one, { kind: 'put-away' })
  else if (kind === 5) browser.give(one, { kind: 'taken-out' })
  else if (kind === 6) browser.server = chance() < 0.5 ? 'away' : 'well'
  else if (kind === 7) browser.sleep(Math.floor(chance() * 120))
  else browser.pass(Math.floor(chance() * 40))
}
