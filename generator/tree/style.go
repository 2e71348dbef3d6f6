package tree

// Style is the style sheet of a drawing on a page. It takes the page's
// colours where it has them: --page, --surface, --ink, --muted, --line,
// --control, --accent, --accentsoft and --bad.
const Style = `.t-drawing{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.t-page{fill:var(--page,#f6f8fa)}
.t-card{fill:var(--surface,#fff);stroke:var(--control,#76828f);stroke-width:1.5}
.t-ask{fill:var(--ink,#1d2733);font-weight:600}
.t-label{fill:var(--ink,#1d2733)}
.t-rule{stroke:var(--line,#d9dfe6)}
.t-end{fill:var(--accentsoft,#e8f1fb)}
.t-page-name{fill:var(--accent,#0b5cad);font-weight:500}
.t-second{fill:var(--muted,#51606f)}
.t-edge{fill:none;stroke:var(--control,#76828f);stroke-width:1.5}
.t-arrow,.t-port{fill:var(--control,#76828f)}
.t-bad>.t-card{stroke:var(--bad,#b3261e);stroke-width:3}
.t-bad>.t-label,.t-bad>.t-ask,.t-bad>a>.t-ask{fill:var(--bad,#b3261e)}
.t-mark circle{fill:var(--bad,#b3261e)}
.t-mark path{stroke:var(--surface,#fff);stroke-width:2;stroke-linecap:round}
.t-drawing a:focus,.t-drawing a:hover{text-decoration:underline}
`

// scheme gives a drawing in a file of its own the colours of the reader's
// choice of light or dark.
const scheme = `svg{color-scheme:light dark}
@media(prefers-color-scheme:dark){svg{--page:#12181f;--surface:#1f2933;--ink:#e8edf2;--muted:#a9b6c3;--line:#36424e;--control:#8494a3;--accent:#7ab8ff;--accentsoft:#1b3550;--bad:#ff8a80}}
`
