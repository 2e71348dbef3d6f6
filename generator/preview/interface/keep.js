// What a reload must not lose: where the page is scrolled to, what has the
// focus, which details are open, what was typed.

const key = 'retake-preview:kept';

export function keep() {
  const focus = document.activeElement;
  const kept = {
    url: location.href, x: scrollX, y: scrollY,
    focus: focus && focus !== document.body ? path(focus) : '',
    open: [...document.querySelectorAll('details')].map((details) => details.open),
    typed: [...document.querySelectorAll('input[type="search"], input[type="text"], textarea')].map((field) => [path(field), field.value]),
  };
  sessionStorage.setItem(key, JSON.stringify(kept));
}

export function restore() {
  const kept = JSON.parse(sessionStorage.getItem(key) || 'null');
  sessionStorage.removeItem(key);
  if (!kept || kept.url !== location.href) return;
  const all = document.querySelectorAll('details');
  if (all.length === kept.open.length) all.forEach((details, i) => { details.open = kept.open[i]; });
  for (const [where, value] of kept.typed) {
    const field = find(where);
    if (field && 'value' in field && value) field.value = value;
  }
  find(kept.focus)?.focus({preventScroll: true});
  const back = () => scrollTo({left: kept.x, top: kept.y, behavior: 'instant'});
  back();
  // Pictures may move things until all of them are there.
  if (document.readyState !== 'complete') addEventListener('load', back, {once: true});
}

// An element's place: its id, or its way down from the nearest one above it.
function path(element) {
  const steps = [];
  for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
    if (at.id) {
      steps.unshift('#' + CSS.escape(at.id));
      break;
    }
    steps.unshift(`${at.localName}:nth-child(${1 + [...at.parentElement.children].indexOf(at)})`);
  }
  return steps.join(' > ');
}

function find(where) {
  return where ? document.querySelector(where) : null;
}
