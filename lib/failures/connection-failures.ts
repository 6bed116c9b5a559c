import type { DatabaseFailure } from '@/lib/failures/database-failure'

/** No connection, by the code of Node or of the driver. */
export const NETWORK_FAILURES: DatabaseFailure[] = [
  {
    codes: /^ECONNREFUSED$/,
    words: (database, variable) =>
      `${database} cannot be reached: nothing listens there. Start it, or correct ${variable}`,
  },
  {
    codes: /^ENOTFOUND$/,
    words: (database, variable) =>
      `${database} cannot be reached: its host name is unknown. Correct ${variable}`,
  },
  {
    codes: /^EAI_/,
    words: (database) =>
      `${database} cannot be reached: its host name cannot be resolved right now. Check this machine’s DNS`,
  },
  {
    codes: /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL|EACCES|ENOENT)$/,
    words: (database, variable) =>
      `${database} cannot be reached: no way leads there. Check the network and ${variable}`,
  },
  {
    codes: /^(ETIMEDOUT|NO_CONNECTION_IN_TIME)$/,
    words: (database, variable) =>
      `${database} did not answer in time. Check that it is up, that no firewall is in between, and ${variable}`,
  },
  {
    codes: /^(ECONNRESET|EPIPE|ECONNABORTED)$/,
    words: (database) => `${database} cut the connection, or something in between did`,
  },
]

/** No encrypted connection, by the code of Node, of the driver or of Prisma. */
export const TLS_FAILURES: DatabaseFailure[] = [
  {
    codes:
      /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|CERT_UNTRUSTED)$/,
    words: (database, variable) =>
      `${database} shows a certificate that this machine does not trust. In ${variable}, name its ` +
      'CA’s file as sslrootcert, or ask for encryption alone by sslmode=require without it',
  },
  {
    codes: /^(ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)|HOSTNAME_MISMATCH)$/,
    words: (database, variable) =>
      `${database} shows a certificate for another host name. In ${variable}, use the name that it ` +
      'has, or sslmode=verify-ca with sslrootcert, or sslmode=require',
  },
  {
    codes: /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    words: (database) => `${database} shows a certificate that is not valid today. Renew it`,
  },
  {
    codes: /^SERVER_WITHOUT_TLS$/,
    words: (database, variable) =>
      `${database} does not encrypt connections, and the sslmode of ${variable} asks for it. ` +
      'Switch ssl on there, or use sslmode=prefer or disable',
  },
  {
    codes: /^WITHOUT_CHANNEL_BINDING$/,
    words: (database, variable) =>
      `${database} offers no channel binding, and ${variable} asks for it. Something in between may be ` +
      'posing as it, or it ends encryption at a pooler or a proxy: only then use channel_binding=prefer',
  },
  {
    codes:
      /^(TlsConnectionError|P1011|CERT_\w+|INVALID_(CA|PURPOSE)|EPROTO|ERR_(SSL|TLS|OSSL)_\w+)$/,
    words: (database, variable) =>
      `${database} and this machine could not agree on encryption. Check sslmode, sslrootcert, ` +
      `sslcert and sslkey in ${variable}`,
  },
]
