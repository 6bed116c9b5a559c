type Change = {
  type: 'childList' | 'characterData'
  target: TinyNode
  addedNodes: TinyNode[]
  removedNodes: TinyNode[]
  previousSibling: TinyNode | null
  nextSibling: TinyNode | null
}

/** As much of the DOM's nodes as React and a translator use on texts; changes are noted as they happen. */
export class TinyNode {
  parentNode: TinyNode | null = null
  readonly childNodes: TinyNode[] = []
  readonly nodeName: string
  #value: string

  constructor(nodeName: string, value = '') {
    this.nodeName = nodeName
    this.#value = value
  }

  get nodeType(): number {
    return this.nodeName === '#text' ? 3 : 1
  }

  get isConnected(): boolean {
    return this.nodeName === 'BODY' || (this.parentNode?.isConnected ?? false)
  }

  get nodeValue(): string {
    return this.#value
  }

  set nodeValue(value: string) {
    this.#value = value
    note({ ...nothing(this), type: 'characterData' })
  }

  get text(): string {
    return this.nodeType === 3 ? this.#value : this.childNodes.map(({ text }) => text).join('')
  }

  removeChild(child: TinyNode): TinyNode {
    if (child.parentNode !== this) throw new Error(`NotFoundError: 'removeChild' on 'Node'`)
    detach(child)
    return child
  }

  insertBefore(node: TinyNode, before: TinyNode | null): TinyNode {
    if (before !== null && before.parentNode !== this) {
      throw new Error(`NotFoundError: 'insertBefore' on 'Node'`)
    }
    if (node.parentNode !== null) detach(node)
    attach(this, node, before)
    return node
  }

  replaceChild(next: TinyNode, old: TinyNode): TinyNode {
    if (next.parentNode !== null) detach(next)
    const at = this.childNodes.indexOf(old)
    this.childNodes[at] = next
    old.parentNode = null
    next.parentNode = this
    note({ ...nothing(this), ...beside(this, at), addedNodes: [next], removedNodes: [old] })
    return old
  }
}

const observers = new Set<TinyObserver>()

/** Tells of the changes when `flush` is called, as a browser does after the script that made them. */
export class TinyObserver {
  readonly #tell: (changes: Change[]) => void
  readonly #watched = new Map<TinyNode, { subtree?: boolean; characterData?: boolean }>()
  #changes: Change[] = []

  constructor(tell: (changes: Change[]) => void) {
    this.#tell = tell
    observers.add(this)
  }

  observe(target: TinyNode, options: { subtree?: boolean; characterData?: boolean }) {
    this.#watched.set(target, options)
  }

  disconnect() {
    observers.delete(this)
  }

  take(change: Change) {
    for (let at: TinyNode | null = change.target; at !== null; at = at.parentNode) {
      const options = this.#watched.get(at)
      const isMeant =
        change.type === 'characterData'
          ? at === change.target && options?.characterData
          : options?.subtree
      if (isMeant) {
        this.#changes.push(change)
        return
      }
    }
  }

  flush(): boolean {
    const changes = this.#changes
    this.#changes = []
    if (changes.length > 0) this.#tell(changes)
    return changes.length > 0
  }
}

/** Lets the observers hear of what happened, and of what they do about it. */
export function flush() {
  while ([...observers].some((observer) => observer.flush())) {
    // Until nothing happens any more.
  }
}

function detach(child: TinyNode) {
  const parent = child.parentNode as TinyNode
  const at = parent.childNodes.indexOf(child)
  const change = { ...nothing(parent), ...beside(parent, at), removedNodes: [child] }
  parent.childNodes.splice(at, 1)
  child.parentNode = null
  note(change)
}

function attach(parent: TinyNode, node: TinyNode, before: TinyNode | null) {
  const at = before === null ? parent.childNodes.length : parent.childNodes.indexOf(before)
  parent.childNodes.splice(at, 0, node)
  node.parentNode = parent
  note({ ...nothing(parent), ...beside(parent, at), addedNodes: [node] })
}

function beside({ childNodes }: TinyNode, at: number) {
  return { previousSibling: childNodes[at - 1] ?? null, nextSibling: childNodes[at + 1] ?? null }
}

function nothing(target: TinyNode): Change {
  return {
    type: 'childList',
    target,
    addedNodes: [],
    removedNodes: [],
    previousSibling: null,
    nextSibling: null,
  }
}

function note(change: Change) {
  for (const observer of observers) observer.take(change)
}
