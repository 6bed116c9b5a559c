import { type AddressInfo, createServer, type Socket } from 'node:net'

type Mail = { from: string; to: string[]; data: string; login: string | null }

/** A small SMTP server: it takes mail, and may ask for a user name and a password. */
export type SmtpServer = {
  url: (credentials?: string) => string
  mails: Mail[]
  /** Each `user:password` that was said. */
  logins: string[]
  close: () => void
}

type Options = {
  /** `user:password`; without it, whoever comes may send. */
  login?: string
  /** How it answers a recipient, such as `550 No such user`. */
  recipient?: string
}

export async function startSmtpServer(options: Options = {}): Promise<SmtpServer> {
  const mails: Mail[] = []
  const logins: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    converse(socket, options, { mails, logins })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (credentials) =>
      `smtp://${credentials === undefined ? '' : `${credentials}@`}127.0.0.1:${port}`,
    mails,
    logins,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function converse(
  socket: Socket,
  options: Options,
  { mails, logins }: Pick<SmtpServer, 'mails' | 'logins'>,
): void {
  let mail: Mail = { from: '', to: [], data: '', login: null }
  let isData = false
  let rest = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  const end = () => {
    mails.push(mail)
    mail = { from: '', to: [], data: '', login: mail.login }
    isData = false
    say('250 2.0.0 Queued')
  }
  const hear = (line: string) => {
    if (isData) {
      if (line === '.') end()
      else mail.data += `${line}\n`
      return
    }
    const [verb = '', ...words] = line.split(' ')
    switch (verb.toUpperCase()) {
      case 'EHLO':
        if (options.login === undefined) return say('250 here')
        return say('250-here\r\n250 AUTH PLAIN')
      case 'STARTTLS':
        return say('502 5.5.1 Not known here')
      case 'AUTH': {
        const [, user, password] = Buffer.from(words[1] ?? '', 'base64')
          .toString('utf8')
          .split('\0')
        mail.login = `${user}:${password}`
        logins.push(mail.login)
        return say(mail.login === options.login ? '235 Welcome' : '535 5.7.8 Refused')
      }
      case 'MAIL':
        mail.from = line
        return say('250 OK')
      case 'RCPT':
        mail.to.push(line)
        return say(options.recipient ?? '250 OK')
      case 'DATA':
        isData = true
        return say('354 Go on')
      case 'QUIT':
        say('221 Bye')
        return socket.end()
      default:
        return say('250 OK')
    }
  }
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(line)
  })
  say('220 here ESMTP')
}
