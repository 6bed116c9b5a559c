/** What pages, actions and routes are asked by. Next breaks down at some of the other methods. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

export function isAnsweredMethod(method = ''): method is (typeof METHODS)[number] {
  return METHODS.some((one) => one === method)
}
