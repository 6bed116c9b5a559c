/** Our mark: a veil above, what passes the gate below. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" className={className} aria-hidden>
      <path className="fill-veil" d="M1 8.6V6.5A5.5 5.5 0 0 1 6.5 1h7A5.5 5.5 0 0 1 19 6.5v2.1Z" />
      <path
        className="fill-accent"
        d="M1 11.4v2.1A5.5 5.5 0 0 0 6.5 19h7a5.5 5.5 0 0 0 5.5-5.5v-2.1Z"
      />
    </svg>
  )
}
