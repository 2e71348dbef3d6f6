// The preview's own corner of the page, the list of mistakes over it, and the
// findings beside it. All stand in a shadow tree, so that the page's styles do
// not reach them.
import {copies} from './copy.js';
import {findings, frame as beside} from './findings.js';
import {item} from './item.js';

const closedKey = 'retake-preview:closed';

const frame = `
<link rel="stylesheet" href="/__preview/panel.css">
${beside}
<aside class="all" aria-label="Preview" hidden>
<section class="mistakes" aria-labelledby="heading" hidden>
<header><h2 id="heading"></h2><button type="button" class="close">Close</button></header>
<p class="shown"></p>
<ol></ol>
</section>
<div class="corner">
<span class="badge" hidden></span>
<span class="lost" hidden>Not connected</span>
<button type="button" class="reopen" hidden></button>
<button type="button" class="found" aria-expanded="false" hidden></button>
<a href="/__preview/">All pages</a>
</div>
<p class="spoken" role="status"></p>
</aside>`;

/**
 * Puts the panel onto the page.
 * @param {string} badge why readers do not see the page, or nothing
 */
export function panel(badge) {
  const host = document.createElement('retake-preview');
  const root = host.attachShadow({mode: 'open'});
  const parsed = new DOMParser().parseFromString(frame, 'text/html');
  root.append(...parsed.head.childNodes, ...parsed.body.childNodes);
  const $ = (selector) => root.querySelector(selector);
  host.hidden = true; // until it is dressed
  $('link').addEventListener('load', () => { host.hidden = $('.all').hidden = false; });
  host.lang = 'en';
  host.dir = 'ltr';
  document.body.append(host);
  if (location.pathname === '/__preview/') $('.corner a').remove();

  $('.badge').textContent = badge;
  $('.badge').hidden = !badge;
  copies(root);
  let about = ''; // which mistakes these are, to know when they are others
  let waiting;

  const close = (closed) => {
    const had = root.activeElement;
    $('.mistakes').hidden = closed || !about;
    $('.reopen').hidden = !closed || !about;
    if (closed && about) sessionStorage.setItem(closedKey, about);
    else sessionStorage.removeItem(closedKey);
    if (had) $(closed ? '.reopen' : '.close').focus();
  };
  $('.close').addEventListener('click', () => close(true));
  $('.reopen').addEventListener('click', () => close(false));
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !$('.mistakes').hidden) close(true);
  });

  return {
    /** Shows what is found on the page; nothing takes the panel away. */
    find: findings(root, (text) => { $('.spoken').textContent = text; }),

    /** Shows all mistakes that there are; none takes the list away. */
    show(mistakes) {
      const before = about;
      about = mistakes.length ? JSON.stringify(mistakes.map((m) => [m.place, m.text])) : '';
      const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
      $('#heading').textContent = count;
      $('.shown').textContent = document.getElementById('retake-preview').dataset.page
        ? 'The page below is the last one that was made without any.' : '';
      $('.reopen').textContent = count;
      $('.mistakes ol').replaceChildren(...mistakes.map(item), ...drawings(mistakes));
      close(sessionStorage.getItem(closedKey) === about && about !== '');
      if (about && about !== before) $('.spoken').textContent = `${count}. ${mistakes[0].place}: ${mistakes[0].text}`;
      if (!about && before) $('.spoken').textContent = 'All mistakes are mended.';
    },

    /** Says that the preview cannot be heard, once that lasts. */
    connected(yes) {
      if (yes) {
        clearTimeout(waiting);
        waiting = undefined;
        $('.lost').hidden = true;
      } else {
        waiting ??= setTimeout(() => { $('.lost').hidden = false; }, 2000);
      }
    },
  };
}

/** The trees that have mistakes, with the places marked. */
function drawings(mistakes) {
  const addresses = new Set(mistakes.map((m) => m.drawing).filter(Boolean));
  return [...addresses].map((address) => {
    const li = document.createElement('li');
    const link = document.createElement('a');
    link.href = address;
    link.target = '_blank';
    link.className = 'drawing';
    const drawing = document.createElement('img');
    drawing.src = address;
    drawing.alt = 'The tree as a drawing, with the places marked that mistakes stand on. It opens in a new tab.';
    link.append(drawing);
    li.append(link);
    return li;
  });
}
