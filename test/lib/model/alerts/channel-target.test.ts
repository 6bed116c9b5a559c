import { describe, expect, it } from 'vitest'
import type { AlertChannelKind } from '@/lib/model/alerts/alert'
import { shownTarget, targetProblem } from '@/lib/model/alerts/channel-target'

describe('a channel’s URL', () => {
  it.each<[AlertChannelKind, string]>([
    ['webhook', 'https://hooks.example.com/a/b?c=d'],
    ['webhook', 'http://127.0.0.1:9000/'],
    ['slack', 'https://hooks.slack.com/services/T0/B0/secret'],
    ['email', 'smtps://user:password@mail.example.com'],
    ['email', 'smtp://mail.example.com:25'],
  ])('may be of %s: %s', (kind, target) => {
    expect(targetProblem(kind, target)).toBeUndefined()
  })

  it.each<[AlertChannelKind, string]>([
    ['webhook', ''],
    ['webhook', 'alerts.example.org'],
    ['webhook', 'file:///etc/passwd'],
    ['webhook', 'ftp://example.com/'],
    ['webhook', 'gopher://example.com/'],
    ['webhook', 'smtp://mail.example.com'],
    ['webhook', `https://example.com/${'x'.repeat(3_000)}`],
    ['email', 'https://example.com'],
    ['email', 'smtp:'],
  ])('is refused of %s, in words that do not repeat it: %s', (kind, target) => {
    const problem = targetProblem(kind, target)
    expect(problem).toMatch(/\.$/)
    if (target.length > 8) expect(problem).not.toContain(target)
  })

  it.each<[AlertChannelKind, string]>([
    ['slack', 'https://user:password@example.com/hook'],
    ['webhook', 'https://user@example.com/hook'],
    ['webhook', 'https://:password@example.com/hook'],
  ])('holds no user name and no password of %s: %s', (kind, target) => {
    expect(targetProblem(kind, target)).toBe('The URL must not hold a user name or a password.')
  })

  it.each([
    ['https://hooks.slack.com/services/T0/B0/s3cretABCD', 'https://hooks.slack.com/…ABCD'],
    ['https://example.com:8443/hook?token=s3cret99', 'https://example.com:8443/…et99'],
    ['https://example.com/', 'https://example.com'],
    ['smtps://user:password@mail.example.com:465', 'smtps://mail.example.com:465'],
    ['no URL', '…'],
  ])('is shown by its host and its last characters: %s', (target, shown) => {
    expect(shownTarget(target)).toBe(shown)
  })
})
