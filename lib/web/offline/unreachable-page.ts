import { createHash } from 'node:crypto'
import { PREFERENCE } from '@/lib/model/preferences'

/**
 * What stands in a tab whose page could not be had for want of a network. It needs nothing but
 * itself: colours are those of app/globals.css (a test holds them together), the type is the
 * system's, and the address stays the one that was asked for.
 */
export const UNREACHABLE_PAGE = { html: html(), headers: headers() }

/** The frame without its contents: sidebar, title bar, status bar, as wide and high as they are. */
function style(): string {
  return `
:root{color-scheme:light dark;--frame:light-dark(#f4f5f7,#0b0d10);--surface:light-dark(#ffffff,#14171b);--raised:light-dark(#ffffff,#1a1d22);--hover:light-dark(#f3f4f6,#1c2027);--line:light-dark(#e4e6ea,#23272e);--line-strong:light-dark(#cdd1d8,#363c46);--ink:light-dark(#16181d,#e8eaee);--muted:light-dark(#5d6471,#9aa2b1);--accent:light-dark(#0f766e,#2dd4bf);--veil:light-dark(#0d95c6,#14aee0);--ring:light-dark(#0f766e,#2dd4bf);--warn:light-dark(#b05008,#fbbf24);--warn-soft:light-dark(#fdf3e1,#2e230d)}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box;margin:0}
body{display:grid;grid-template:minmax(0,1fr) 24px/208px minmax(0,1fr);height:100dvh;overflow:hidden;background:var(--surface);color:var(--ink);font:13px/20px ui-sans-serif,system-ui,sans-serif}
aside{padding:0 16px;border-right:1px solid var(--line);background:var(--frame)}
aside div{display:flex;align-items:center;gap:10px;height:48px;font-size:15px;font-weight:600}
svg{width:20px;height:20px}
.veil{fill:var(--veil)}
.gate{fill:var(--accent)}
section{display:flex;flex-direction:column;min-width:0}
header{height:48px;border-bottom:1px solid var(--line)}
main{display:flex;flex:1;flex-direction:column;align-items:center;justify-content:center;padding:40px 24px;text-align:center}
h1{font-size:13px;font-weight:600}
p{max-width:384px;margin-top:4px;color:var(--muted);text-wrap:balance}
button{height:32px;margin-top:16px;padding:0 12px;border:1px solid var(--line-strong);border-radius:6px;background:var(--raised);color:inherit;font:inherit;font-weight:500;cursor:pointer}
button:hover{background:var(--hover)}
button:focus-visible{outline:2px solid var(--ring);outline-offset:1px}
footer{grid-column:1/-1;display:flex;align-items:center;gap:6px;padding:0 12px;border-top:1px solid var(--line);background:var(--frame);color:var(--warn);font-size:12px}
i{width:6px;height:6px;border-radius:50%;background:var(--warn)}
@media (max-width:1023px){body{grid-template-columns:0 minmax(0,1fr)}aside{visibility:hidden;padding:0;border:0}}`
}

/** Follows the theme of the cookie, and loads the page once the console answers anything at all. */
function script(): string {
  return `
const theme = /(?:^|; )${PREFERENCE.theme}=(light|dark)/.exec(document.cookie)?.[1]
if (theme) document.documentElement.dataset.theme = theme
let timer, failures = 0
async function tryAgain() {
  clearTimeout(timer)
  try {
    const answer = await fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(10000) })
    if (![502, 504].includes(answer.status)) return location.reload()
  } catch {}
  failures += 1
  timer = setTimeout(tryAgain, Math.min(10000, 1000 * 1.5 ** failures))
}
addEventListener('online', tryAgain)
addEventListener('DOMContentLoaded', () => {
  document.querySelector('button').addEventListener('click', tryAgain)
  timer = setTimeout(tryAgain, 1000)
})`
}

function html(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Not reachable · Veilgate</title>
<style>${style()}</style>
<script>${script()}</script>
</head>
<body>
<aside><div><svg viewBox="0 0 20 20" aria-hidden="true"><path class="veil" d="M1 8.6V6.5A5.5 5.5 0 0 1 6.5 1h7A5.5 5.5 0 0 1 19 6.5v2.1Z"/><path class="gate" d="M1 11.4v2.1A5.5 5.5 0 0 0 6.5 19h7a5.5 5.5 0 0 0 5.5-5.5v-2.1Z"/></svg>Veilgate</div></aside>
<section>
<header></header>
<main role="alert">
<h1>Veilgate is not reachable. Trying again…</h1>
<p>Your computer may be offline, or the console is being restarted. The page you asked for opens automatically as soon as the console responds.</p>
<button type="button">Try now</button>
</main>
</section>
<footer><i aria-hidden="true"></i>Not reachable</footer>
</body>
</html>`
}

function headers(): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      `default-src 'none'`,
      `script-src ${sourceHash(script())}`,
      `style-src ${sourceHash(style())}`,
      `connect-src 'self'`,
      `base-uri 'none'`,
      `form-action 'none'`,
      `frame-ancestors 'none'`,
    ].join('; '),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
}

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
