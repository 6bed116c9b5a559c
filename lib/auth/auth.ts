import { prismaAdapter } from 'better-auth/adapters/prisma'
import { betterAuth } from 'better-auth/minimal'
import { nextCookies } from 'better-auth/next-js'
import { admin } from 'better-auth/plugins/admin'
import { hashPassword, verifyPassword } from '@/lib/auth/password/hash-password'
import { PASSWORD_LENGTH } from '@/lib/auth/password/password-rules'
import { parseRole, roles, statements } from '@/lib/auth/roles'
import { cookiePrefix, SESSION_SECONDS } from '@/lib/auth/session/session-cookie'
import { isHttps, siteUrl } from '@/lib/auth/site'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { log } from '@/lib/log'
import { rolesWith } from '@/lib/model/permissions'
import { singleton } from '@/lib/singleton'

export type Auth = ReturnType<typeof createAuth>

/**
 * The process-wide better-auth. Its HTTP handler is served nowhere: signing in and out are server
 * actions, so that none of its public endpoints can be reached from outside.
 */
export function auth(): Auth {
  return singleton('auth', createAuth)
}

function createAuth() {
  return betterAuth({
    appName: 'Veilgate',
    baseURL: siteUrl()?.origin ?? `http://localhost:${env().PORT}`,
    trustedOrigins: [
      siteUrl()?.origin ?? `http://localhost:${env().PORT}`,
      `http://127.0.0.1:${env().PORT}`,
    ],
    secret: secret(),
    database: prismaAdapter(database(), { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      additionalFields: {
        mustChangePassword: { type: 'boolean', input: false, required: false },
        passwordResetBy: { type: 'string', input: false, required: false },
        passwordResetAt: { type: 'date', input: false, required: false },
      },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      // The end is absolute; the idle one is kept in current-user.ts.
      disableSessionRefresh: true,
      // A cached session would outlive its revocation.
      cookieCache: { enabled: false },
    },
    advanced: {
      cookiePrefix: cookiePrefix(isHttps()),
      // It would put `__Secure-` in front of the prefix.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps(), path: '/' },
      // It would believe forwarded headers; see sign-in.ts.
      ipAddress: { disableIpTracking: true },
    },
    // Limits are kept per account in the database; see sign-in-limit.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, _message, cause) => log.error('auth.failure', {}, cause),
    },
    plugins: [
      admin({
        ac: statements,
        roles,
        defaultRole: parseRole(undefined),
        adminRoles: rolesWith('manage-users'),
      }),
      // Must be the last one: it copies what the others set into Next's cookies.
      nextCookies(),
    ],
  })
}

function secret(): string {
  const value = env().VEILGATE_AUTH_SECRET
  if (value !== undefined) return value
  throw new UserError(
    'VEILGATE_AUTH_SECRET is not set: wanted a random string of at least 32 characters.',
  )
}
