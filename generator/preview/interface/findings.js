// The findings of the page on screen, in a panel that never covers it: beside
// the page where there is room, below it where there is none.
import {item} from './item.js';

const closedKey = 'retake-preview:findings-closed';
const lastKey = 'retake-preview:findings';

export const frame = `
<aside class="findings" aria-labelledby="found" hidden>
<header><h2 id="found" tabindex="-1"></h2><button type="button" class="hide">Close</button></header>
<ol></ol>
</aside>`;

/**
 * Runs the panel in the preview's shadow tree.
 * @param {ShadowRoot} root
 * @param {(text: string) => void} speak says something to who listens
 */
export function findings(root, speak) {
  const $ = (selector) => root.querySelector(selector);
  const panel = $('.findings');
  const toggle = $('.found');
  let count = 0;
  let told = false; // the first time nothing has changed

  const closed = () => sessionStorage.getItem(closedKey) === 'yes';
  const draw = () => {
    const open = count > 0 && !closed();
    panel.hidden = !open;
    toggle.hidden = count === 0;
    toggle.setAttribute('aria-expanded', String(open));
    document.documentElement.toggleAttribute('data-retake-findings', open);
    panel.querySelectorAll('pre').forEach(toCaret);
  };
  const close = (yes) => {
    sessionStorage.setItem(closedKey, yes ? 'yes' : 'no');
    draw();
  };
  $('.hide').addEventListener('click', () => { close(true); toggle.focus(); });
  toggle.addEventListener('click', () => {
    close(!panel.hidden);
    if (panel.hidden) return;
    $('#found').focus({preventScroll: true});
    panel.scrollIntoView({block: 'nearest'});
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    close(true);
    toggle.focus();
  });

  const show = (found) => {
    const had = panel.contains(root.activeElement);
    const before = count;
    count = found.length;
    const words = count === 1 ? '1 finding' : `${count} findings`;
    $('#found').textContent = `${words} on this page`;
    toggle.textContent = words;
    $('.findings ol').replaceChildren(...found.map(item));
    draw();
    if (had) (count ? $('#found') : $('.corner a'))?.focus();
    if (told && count !== before) speak(count ? `${words} on this page.` : 'Nothing is found on this page any more.');
    told = true;
  };
  // After a reload the page would jump when its findings come a moment later.
  const last = JSON.parse(sessionStorage.getItem(lastKey) || 'null');
  if (last?.page === location.pathname && last.found.length) show(last.found);
  return (found) => {
    sessionStorage.setItem(lastKey, JSON.stringify({page: location.pathname, found}));
    show(found);
  };
}

// A long line is scrolled to the place that it is quoted for.
function toCaret(pre) {
  const [line, below = ''] = pre.textContent.split('\n');
  const at = below.indexOf('^') / Math.max(1, line.length);
  if (at > 0) pre.scrollLeft = at * pre.scrollWidth - pre.clientWidth / 2;
}
