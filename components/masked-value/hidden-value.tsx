/** In the place of an original that an adopted login still holds: no link, and nothing to copy. */
export function HiddenValue() {
  return (
    <span
      title="A login from before Veilgate holds an original here. npm run adopt -- --mask replaces it with a token."
      className="text-faint"
    >
      original, hidden
    </span>
  )
}
