import { afterEach, describe, expect, it } from 'vitest'
import { deliver } from '@/lib/alerts/deliver/deliver'
import { testMessage } from '@/lib/alerts/message'
import type { DeliveryChannel } from '@/lib/db/alerts/delivery-channels'
import { type SmtpServer, startSmtpServer } from '@/test/support/alerts/smtp-server'

let server: SmtpServer | undefined
afterEach(() => server?.close())

const channel = (target: string): DeliveryChannel => ({
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'email',
  target,
  secret: null,
  mailFrom: 'veilgate@example.com',
  mailTo: 'ann@example.com, ben@example.com',
})

describe('a mail', () => {
  it('is sent to all recipients', async () => {
    server = await startSmtpServer()
    const message = testMessage()
    expect(await deliver(channel(server.url()), message)).toMatchObject({
      isDelivered: true,
      status: 250,
      problem: null,
    })
    const [mail] = server.mails
    expect(mail?.from).toContain('veilgate@example.com')
    expect(mail?.to.join(' ')).toMatch(/ann@example\.com.*ben@example\.com/)
    expect(mail?.data).toContain('Subject: Veilgate: test')
    expect(mail?.data).toContain(message.summary)
    expect(mail?.data).toContain(`<${message.id}@veilgate>`)
  })

  it('is sent with the user name and the password of the URL', async () => {
    server = await startSmtpServer({ login: 'ann:p@ss word' })
    const attempt = await deliver(channel(server.url('ann:p%40ss%20word')), testMessage())
    expect(attempt).toMatchObject({ isDelivered: true })
    expect(server.mails[0]?.login).toBe('ann:p@ss word')
  })

  it('is not sent without TLS to another machine, which does not get to see the password', async () => {
    server = await startSmtpServer({ login: 'ann:right' })
    // An address that is not known for this machine's own, and leads to it.
    const resolve = async () => [{ address: '0.0.0.0', family: 4 }]
    const target = server.url('ann:right').replace('127.0.0.1', 'mail.example.com')
    const attempt = await deliver(channel(target), testMessage(), { resolve })
    expect(attempt).toMatchObject({ isDelivered: false })
    expect(attempt.problem).toMatch(/only over TLS/)
    expect(server.logins).toEqual([])
  })

  it('is not sent with a wrong password, which is shown nowhere', async () => {
    server = await startSmtpServer({ login: 'ann:right' })
    const attempt = await deliver(channel(server.url('ann:wr0ngpass')), testMessage())
    expect(attempt).toMatchObject({ isDelivered: false, status: 535 })
    expect(attempt.problem).toMatch(/EAUTH/)
    expect(JSON.stringify(attempt)).not.toContain('wr0ngpass')
  })

  it('is not sent where a recipient is refused', async () => {
    server = await startSmtpServer({ recipient: '550 No such user' })
    expect(await deliver(channel(server.url()), testMessage())).toMatchObject({
      isDelivered: false,
      status: 550,
    })
  })

  it('is not sent to a metadata service', async () => {
    const attempt = await deliver(channel('smtp://169.254.169.254'), testMessage())
    expect(attempt.problem).toMatch(/metadata service/)
  })

  it('is not sent where no server is', async () => {
    server = await startSmtpServer()
    const url = server.url()
    server.close()
    expect(await deliver(channel(url), testMessage())).toMatchObject({
      isDelivered: false,
      status: null,
    })
  })
})
