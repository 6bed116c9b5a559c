import { describe, expect, it } from 'vitest'
import { isGuessable } from '@/lib/model/text/guessable'

describe('isGuessable', () => {
  it.each([
    'aaaaaaaaaaaaaaaa',
    'AAAA-aaaa-aaaa-aaaa',
    'abcdeabcdeabcdeabcde',
    'abcdefghijklmnopqr',
    'zyxwvutsrqponmlk',
    'Password Password 12',
    'ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ',
    'correct horse battery staple',
    '1234567890 1234567890',
    '    ----    ----    ',
    'яяяяяяяяяяяяяяяя',
    'xkdm xmdk kxmd dkmx',
  ])('is true of %s', (text) => {
    expect(isGuessable(text)).toBe(true)
  })

  it.each([
    'xkdmq xmqdk qkxmd dkqmx',
    'four lanterns by a quiet lake',
    'k3mw-9xhd-p2vt-wq7r-8bny-cz4f',
    'тихое озеро под луной',
  ])('is false of %s', (text) => {
    expect(isGuessable(text)).toBe(false)
  })
})
