import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createNavigation } from '@/components/shell/frame/navigation'

const to = (href: string) => new URL(href, 'https://veilgate.example.com')

function at(pathname: string, search = '') {
  const navigation = createNavigation()
  navigation.settle(pathname, search)
  return navigation
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('the navigation under way', () => {
  it.each([
    ['/runs', '/runs'],
    ['/logins?type=ios', '/logins?type=ios'],
    ['/logins?type=ios%2Candroid#top', '/logins?type=ios%2Candroid'],
    ['/logins?type=ios,android', '/logins?type=ios%2Candroid'],
  ])('is pending from the moment %s is asked for until a page is shown', (href, pending) => {
    const navigation = at('/')
    navigation.begin(to(href))
    expect(navigation.get()).toEqual({ pending, isHeld: false })
    navigation.settle('/elsewhere', '')
    expect(navigation.get().pending).toBeNull()
  })

  it.each([
    ['/logins', '', '/logins'],
    ['/logins', 'type=ios', '/logins?type=ios'],
    ['/logins', 'type=ios%2Candroid', '/logins?type=ios,android'],
    ['/logins', '', '/logins#row'],
  ])('is none where %s?%s is shown and %s asked for', (pathname, search, href) => {
    const navigation = at(pathname, search)
    navigation.begin(to(href))
    expect(navigation.get().pending).toBeNull()
  })

  it('is over after a while where it changes no address, but not while it is held', () => {
    const navigation = at('/')
    navigation.begin(to('/runs'))
    navigation.hold(true)
    vi.advanceTimersByTime(3_600_000)
    expect(navigation.get()).toEqual({ pending: '/runs', isHeld: true })
    navigation.hold(false)
    vi.advanceTimersByTime(29_000)
    expect(navigation.get().pending).toBe('/runs')
    vi.advanceTimersByTime(2_000)
    expect(navigation.get().pending).toBeNull()
  })

  it('is told to whoever listens, once a change', () => {
    const navigation = at('/')
    const heard = vi.fn()
    const stop = navigation.subscribe(heard)
    navigation.begin(to('/runs'))
    navigation.begin(to('/runs'))
    expect(heard).toHaveBeenCalledTimes(1)
    stop()
    navigation.settle('/runs', '')
    expect(heard).toHaveBeenCalledTimes(1)
  })
})
