/** Does to the page what translators of browsers do: elements in the place of texts, now and later. */
export function translate() {
  const isTexts = (node: Node) =>
    node.nodeType === Node.TEXT_NODE &&
    node.nodeValue?.trim() !== '' &&
    !node.parentElement?.closest('font, script, style, title, [translate="no"]')
  const replace = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Node[] = []
    for (let node: Node | null = root; node !== null; node = walker.nextNode()) {
      if (isTexts(node)) texts.push(node)
    }
    for (const text of texts) {
      const outer = document.createElement('font')
      const inner = outer.appendChild(document.createElement('font'))
      inner.textContent = text.nodeValue
      text.parentNode?.replaceChild(outer, text)
    }
  }
  replace(document.body)
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node.isConnected) replace(node)
    }
  }).observe(document.body, { childList: true, subtree: true })
}
