import { describe, expect, it } from 'vitest'
import { hasCommandKey } from '@/lib/model/platform'

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15'
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36'

describe('the command key', () => {
  it.each([
    ['"macOS"', WINDOWS, true],
    ['"Windows"', MAC, false],
    ['"Linux"', null, false],
    ['"Chrome OS"', null, false],
    [null, MAC, true],
    ['', MAC, true],
    [null, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', true],
    [null, WINDOWS, false],
    [null, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', false],
    [null, null, false],
  ])('with the platform %j and the user agent %j: %s', (platform, userAgent, expected) => {
    expect(hasCommandKey(platform, userAgent)).toBe(expected)
  })
})
