const USER = 'soak-user-'
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
/** User ids as `marked` has them, device ids as the sample has them, and one IP in ten of the sample. */
const ORIGINAL = /soak-user-|\b\d{3}-\d{2}-\d{4}\b|2001:db8:/

/** A sample's message whose user ids can be told from every other text. */
export function marked(body: string): string {
  return body.replaceAll(UUID, `${USER}$&`)
}

/** Whether a text holds anything of a message that was sent. */
export function holdsOriginal(line: string): boolean {
  return ORIGINAL.test(line)
}
