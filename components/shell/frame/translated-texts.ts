/**
 * Translators of browsers put a `<font>` in the place of each text, which React then looks for: it fails
 * where it would take it away, and goes on writing into it, unseen, where it would change it. A figure
 * would stand still without a word. This keeps, for each text, what stands in its place: what React takes
 * away, inserts before or rewrites is done to the stand-in, and a rewritten text comes back to be
 * translated anew. Nothing is patched before a translator was seen at work.
 * @returns a function that ends it.
 */
export function followTranslations(root: Node): () => void {
  const standIns = new StandIns()
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'characterData') standIns.giveBack(record.target)
    }
    for (const { text, standIn } of replacements(records, standIns)) {
      standIns.set(text, standIn)
      // It hangs in no document any more, but React still writes into it.
      observer.observe(text, { characterData: true })
    }
  })
  observer.observe(root, { childList: true, subtree: true })
  return () => {
    observer.disconnect()
    standIns.unpatch()
  }
}

type Replacement = { text: Node; standIn: Node }

/** Which texts were replaced: at once, or by an insertion beside them and a removal. */
function replacements(records: MutationRecord[], known: StandIns): Replacement[] {
  const added = new Set(records.flatMap(({ addedNodes }) => [...addedNodes]))
  if (!known.isPatched && ![...added].some(isFont)) return []
  return records.flatMap(({ removedNodes, addedNodes, previousSibling, nextSibling, target }) =>
    [...removedNodes].flatMap((removed) => {
      // What is taken away stands for a text where its translation is replaced or taken back.
      const text = known.textOf(removed) ?? removed
      if (!isText(text) || text.isConnected) return []
      const beside = [...addedNodes, previousSibling, nextSibling].filter((node) => node !== null)
      const standIn = beside.find(
        (node) =>
          added.has(node) &&
          node.parentNode === target &&
          (isFont(node) || (text !== removed && isText(node))),
      )
      return standIn === undefined ? [] : [{ text, standIn }]
    }),
  )
}

class StandIns {
  readonly #standIns = new WeakMap<Node, Node>()
  readonly #texts = new WeakMap<Node, Node>()
  #unpatch: (() => void) | null = null

  get isPatched(): boolean {
    return this.#unpatch !== null
  }

  textOf(standIn: Node): Node | undefined {
    return this.#texts.get(standIn)
  }

  set(text: Node, standIn: Node) {
    this.#unpatch ??= patchNodes((node) => this.#standIns.get(node))
    this.#standIns.set(text, standIn)
    this.#texts.set(standIn, text)
  }

  /** React wrote into a text: it stands in its own place again. */
  giveBack(text: Node) {
    const standIn = this.#standIns.get(text)
    if (standIn === undefined || text.isConnected) return
    this.#standIns.delete(text)
    this.#texts.delete(standIn)
    standIn.parentNode?.replaceChild(text, standIn)
  }

  unpatch() {
    this.#unpatch?.()
    this.#unpatch = null
  }
}

/** Lets what is done to a text that was replaced be done to what stands in its place. */
function patchNodes(standInOf: (node: Node) => Node | undefined): () => void {
  const { removeChild, insertBefore } = Node.prototype
  const inPlace = (parent: Node, child: Node): Node | null => {
    if (child.parentNode === parent) return child
    const standIn = standInOf(child)
    return standIn?.parentNode === parent ? standIn : null
  }
  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    const there = inPlace(this, child)
    if (there !== null) removeChild.call(this, there)
    // A text that is gone already need not be taken away.
    else if (!isText(child) || child.parentNode !== null) removeChild.call(this, child)
    return child
  }
  Node.prototype.insertBefore = function <T extends Node>(
    this: Node,
    node: T,
    before: Node | null,
  ): T {
    const own = standInOf(node)
    if (own !== undefined && node.parentNode === null) own.parentNode?.removeChild(own)
    const isGone = before !== null && isText(before) && before.parentNode === null
    const there = before === null ? null : inPlace(this, before)
    insertBefore.call(this, node, there ?? (isGone ? null : before))
    return node
  }
  return () => {
    Object.assign(Node.prototype, { removeChild, insertBefore })
  }
}

function isFont(node: Node): boolean {
  return node.nodeName === 'FONT'
}

function isText(node: Node): boolean {
  return node.nodeType === 3
}
