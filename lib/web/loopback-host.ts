/** Whether a Host header is what somebody on this machine calls it. */
export function isLoopbackHost(host = ''): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host)
}
