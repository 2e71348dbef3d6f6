// What the preview adds to a page: it listens for what the server says of
// this page, and does it. The page's own scripts and styles are left alone.
import {keep, restore} from './keep.js';
import {panel} from './panel.js';

const tag = document.getElementById('retake-preview');
const {page, print, sheet, badge, hidden} = tag.dataset;

/** What the server last said of the mistakes there are. */
const view = panel(badge);
markLinks(JSON.parse(hidden || '{}'));
restore();

let source;
let current = sheet;

// Hidden tabs do not listen: a browser has six connections for a server, and
// pages beyond the sixth would never load. They are told when they are seen.
document.addEventListener('visibilitychange', listen);
addEventListener('pageshow', listen);
addEventListener('pagehide', stop);
listen();

function listen() {
  if (document.visibilityState === 'hidden') {
    stop();
    return;
  }
  if (source && source.readyState !== EventSource.CLOSED) return;
  const query = new URLSearchParams({page, print, sheet: current});
  source = new EventSource('/__preview/events?' + query);
  source.onopen = () => view.connected(true);
  source.onerror = () => {
    view.connected(false);
    // Browsers give up on a server that is not there; it may be restarting.
    if (source?.readyState === EventSource.CLOSED) setTimeout(listen, 500);
  };
  source.onmessage = (event) => hear(JSON.parse(event.data));
}

function stop() {
  source?.close();
  source = undefined;
}

function hear(news) {
  if (news.mistakes) view.show(news.mistakes);
  if (news.findings) view.find(news.findings);
  if (news.changed) document.dispatchEvent(new CustomEvent('preview-changed'));
  if (news.style) swap(news.style);
  if (news.go) {
    location.assign(news.go);
  } else if (news.reload) {
    keep();
    location.reload();
  }
}

// The new style sheet is there before the old one goes, so nothing flashes.
function swap(name) {
  const file = (address) => new URL(address, location.href).pathname.split('/').pop();
  const old = [...document.querySelectorAll('link[rel="stylesheet"]')].find((link) => file(link.href) === file(current));
  current = name;
  if (!old) return;
  const fresh = old.cloneNode();
  fresh.href = new URL(file(name), old.href).href;
  fresh.onload = () => old.remove();
  fresh.onerror = () => location.reload();
  old.after(fresh);
}

// Links to pages that readers do not see say so.
function markLinks(pages) {
  for (const link of document.links) {
    const why = link.origin === location.origin && pages[link.pathname];
    if (why && link.closest('main')) link.dataset.retakeBadge = why;
  }
}
