import {
  cloneElement,
  isValidElement,
  type ReactNode,
  type Ref,
  type RefCallback,
  use,
  useMemo,
} from 'react'

type Props = Record<string, unknown>

/** Renders its only child with props of its own added: handlers of both run, the child's first. */
export function Slot({ children, ref, ...own }: Props & { children?: ReactNode }) {
  const child = resolved(children)
  const props: Props = isValidElement<Props>(child) ? child.props : {}
  const [ownRef, childRef] = [ref as Ref<unknown>, props.ref as Ref<unknown>]
  const both = useMemo(() => joinedRefs(ownRef, childRef), [ownRef, childRef])
  if (!isValidElement<Props>(child)) return null
  return cloneElement(child, { ...mergedProps(own, props), ref: both })
}

/** What a server component hands over may still be on its way. */
function resolved(children: ReactNode): ReactNode {
  if (typeof children !== 'object' || children === null || !('_payload' in children)) {
    return children
  }
  const payload = children._payload
  const isThenable = typeof payload === 'object' && payload !== null && 'then' in payload
  return isThenable ? use(payload as Promise<ReactNode>) : children
}

function mergedProps(own: Props, childs: Props): Props {
  const merged: Props = { ...own, ...childs }
  for (const [name, ours] of Object.entries(own)) {
    const theirs = childs[name]
    if (theirs === undefined) merged[name] = ours
    else if (name === 'className') merged[name] = `${ours} ${theirs}`
    else if (name === 'style') merged[name] = { ...(ours as object), ...(theirs as object) }
    else if (isHandler(name, ours) && isHandler(name, theirs)) merged[name] = inTurn(theirs, ours)
  }
  return merged
}

type Handler = (event: { defaultPrevented?: boolean }, ...rest: unknown[]) => void

function isHandler(name: string, value: unknown): value is Handler {
  return /^on[A-Z]/.test(name) && typeof value === 'function'
}

function inTurn(first: Handler, second: Handler): Handler {
  return (event, ...rest) => {
    first(event, ...rest)
    if (!event?.defaultPrevented) second(event, ...rest)
  }
}

function joinedRefs(first: Ref<unknown>, second: Ref<unknown>): Ref<unknown> {
  if (!first || !second) return first || second
  return (value) => {
    const undo = [first, second].map((ref) => attach(ref, value))
    return () => {
      for (const each of undo) each()
    }
  }
}

function attach(ref: Exclude<Ref<unknown>, null>, value: unknown): () => void {
  if (typeof ref === 'object') {
    ref.current = value
    return () => {
      ref.current = null
    }
  }
  const undo: ReturnType<RefCallback<unknown>> = ref(value)
  return typeof undo === 'function' ? undo : () => void ref(null)
}
