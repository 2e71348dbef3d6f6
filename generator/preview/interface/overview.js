// The list of pages follows what is typed, and what changes.
import {copies} from './copy.js';

const form = document.querySelector('form');
let wanted = 0;

copies(document);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
form.q.addEventListener('input', search);
document.addEventListener('preview-changed', () => load(location.href));

function search() {
  const query = new URLSearchParams(new FormData(form));
  load('/__preview/?' + query);
}

// The newest answer wins, in whatever order they come.
async function load(address) {
  const number = ++wanted;
  const answer = await fetch(address);
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('results');
  if (number !== wanted || !fresh) return;
  const results = document.getElementById('results');
  const open = new Set([...results.querySelectorAll('details[open]')].map(titleOf));
  fresh.querySelectorAll('details').forEach((details) => { details.open = open.has(titleOf(details)); });
  results.replaceWith(fresh);
  history.replaceState(null, '', address);
}

function titleOf(details) {
  return details.closest('li').querySelector('code').textContent;
}
