// One photo and one question at a time. Answers are kept by the program before
// the page goes on; the page itself remembers nothing.
const $ = (id) => document.getElementById(id);
const answerButtons = [...document.querySelectorAll('[data-answer]')];
const words = {yes: 'Yes', no: 'No', unknown: 'Can’t tell'};

const state = await (await fetch('state')).json();
const said = new Map(); // "check photo" → answer; '' when somebody settled it before
const key = (check, photo) => `${check} ${photo}`;
for (const a of state.answers) said.set(key(a.check, a.photo), a.answer);

let check = 0;
let photo = 0;
let busy = false;
const past = []; // what was answered here, to be undone
const refused = new Set(); // photos that nobody can see here

const settled = (c, p) => said.get(key(c, p)) === '';
const answered = (c) => state.photos.filter((_, p) => said.has(key(c, p))).length;

/** The next photo without an answer, from one on and around; -1 when there is none. */
function open(c, from) {
  const n = state.photos.length;
  for (let i = 0; i < n; i++) {
    const p = (from + i) % n;
    if (!said.has(key(c, p))) return p;
  }
  return -1;
}

/** Goes to the next open question: of this check, then of those after it. */
function forward(from) {
  for (let i = 0; i < state.questions.length; i++) {
    const c = (check + i) % state.questions.length;
    const p = open(c, i === 0 ? from : 0);
    if (p >= 0) {
      check = c;
      photo = p;
      return true;
    }
  }
  return false;
}

function step(by) {
  const n = state.photos.length;
  for (let i = 1; i <= n; i++) {
    const p = (photo + by * i + n * i) % n;
    if (!settled(check, p)) {
      photo = p;
      break;
    }
  }
  show();
}

function show() {
  $('end').hidden = true;
  $('desk').hidden = false;
  const q = state.questions[check];
  const answer = said.get(key(check, photo));
  $('check').value = String(check);
  $('ask').textContent = q.ask;
  $('help').textContent = q.help ? `${q.title}. ${q.help}` : q.title && `Who has this is helped by the page “${q.title}”.`;
  const done = answered(check);
  $('progress').textContent = `${done} of ${state.photos.length}`;
  $('bar').max = state.photos.length;
  $('bar').value = done;
  for (const b of answerButtons) b.setAttribute('aria-pressed', String(b.dataset.answer === answer));
  offer();
  $('undo').disabled = past.length === 0;
  const image = $('photo');
  const address = `photo/${photo}`;
  if (!image.src.endsWith(`/${address}`)) {
    zoom(false);
    $('refusal').hidden = true;
    image.hidden = false;
    image.alt = `Photo ${photo + 1} of ${state.photos.length}`;
    image.src = address;
  }
  const next = open(check, photo + 1);
  if (next >= 0 && next !== photo) new Image().src = `photo/${next}`;
}

/** Offers the answers that can be given: of a photo that is not seen, that nobody can tell. */
function offer() {
  for (const b of answerButtons) b.disabled = refused.has(photo) && b.dataset.answer !== 'unknown';
}

$('photo').addEventListener('error', async () => {
  const shown = photo;
  const answer = await fetch(`photo/${shown}`).catch(() => null);
  if (!answer) return lost();
  const why = answer.ok ? 'Your browser cannot show this photo.' : await answer.text();
  refused.add(shown);
  if (shown !== photo) return;
  offer();
  $('photo').hidden = true;
  $('refusal').textContent = `${state.photos[shown]}: ${why} “Can’t tell” answers every question about it.`;
  $('refusal').hidden = false;
});

function zoom(on) {
  const frame = $('zoom');
  frame.setAttribute('aria-pressed', String(on));
}

/** Zooms in so that the point that was clicked stays in sight. */
function zoomAt(event) {
  const frame = $('zoom');
  const image = $('photo');
  const on = frame.getAttribute('aria-pressed') !== 'true';
  const box = image.getBoundingClientRect();
  const known = event && event.clientX > 0;
  const x = known ? (event.clientX - box.left) / box.width : 0.5;
  const y = known ? (event.clientY - box.top) / box.height : 0.5;
  zoom(on);
  if (on) {
    frame.scrollLeft = x * image.naturalWidth - frame.clientWidth / 2;
    frame.scrollTop = y * image.naturalHeight - frame.clientHeight / 2;
  }
}

function lost() {
  $('trouble').textContent = 'This could not be saved: samplecheck label does not answer. Start it again, and open the address that it prints; everything before is kept.';
  $('trouble').hidden = false;
}

/** Has the program keep an answer; tells whether it did. */
async function keep(c, p, answer) {
  const sent = await fetch('answer', {
    method: 'POST', headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({photo: p, check: c, answer}),
  }).catch(() => null);
  if (!sent) {
    lost();
    return false;
  }
  if (!sent.ok) {
    $('trouble').textContent = await sent.text();
    $('trouble').hidden = false;
    return false;
  }
  $('trouble').hidden = true;
  if (answer) said.set(key(c, p), answer);
  else said.delete(key(c, p));
  return true;
}

/** The checks that are answered at once: of a photo that is not seen, all that are open. */
function together(c, p) {
  if (!refused.has(p)) return [c];
  return [c, ...[...state.questions.keys()].filter((other) => other !== c && !said.has(key(other, p)))];
}

async function say(answer) {
  if (busy || $('desk').hidden) return;
  if (refused.has(photo) && answer !== 'unknown') return;
  busy = true;
  const before = [];
  const asked = together(check, photo);
  for (const c of asked) {
    const was = said.get(key(c, photo)) ?? '';
    if (!await keep(c, photo, answer)) break;
    before.push([c, was]);
  }
  busy = false;
  if (before.length > 0) past.push({check, photo, before});
  if (before.length < asked.length) return;
  const was = check;
  $('said').textContent = `${words[answer]}, saved.`;
  if (!forward(photo + 1)) return end();
  if (check !== was) $('said').textContent = `${words[answer]}, saved. Now another question.`;
  show();
  if (check !== was) $('ask').focus();
}

async function undo() {
  const last = past[past.length - 1];
  if (!last || busy) return;
  busy = true;
  while (last.before.length > 0) {
    const [c, was] = last.before[last.before.length - 1];
    if (!await keep(c, last.photo, was)) break;
    last.before.pop();
  }
  busy = false;
  if (last.before.length > 0) return;
  past.pop();
  ({check, photo} = last);
  $('said').textContent = 'Taken back.';
  show();
}

async function end() {
  $('desk').hidden = true;
  $('end').hidden = false;
  const count = [...said.values()].filter((a) => a).length;
  $('sum').textContent = state.photos.length
    ? `You have given ${count} answers about ${state.photos.length} photos.` : 'There are no photos in this folder.';
  $('again').hidden = count === 0;
  document.querySelector('#end h1').focus();
  const found = await fetch('agreement').catch(() => null);
  if (!found?.ok) return;
  $('agreement').replaceChildren(...(await found.json()).map((line) => {
    const item = document.createElement('li');
    item.textContent = line;
    return item;
  }));
}

state.questions.forEach((q, i) => {
  const option = document.createElement('option');
  option.value = String(i);
  option.textContent = q.check;
  $('check').append(option);
});
$('check').addEventListener('change', () => {
  check = Number($('check').value);
  photo = Math.max(0, open(check, 0));
  $('said').textContent = '';
  show();
});
for (const b of answerButtons) b.addEventListener('click', () => say(b.dataset.answer));
$('back').addEventListener('click', () => step(-1));
$('on').addEventListener('click', () => step(1));
$('undo').addEventListener('click', undo);
$('zoom').addEventListener('click', zoomAt);
$('again').addEventListener('click', () => { photo = -1; step(1); });
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.('select')) return;
  const does = {
    y: () => say('yes'), n: () => say('no'), u: () => say('unknown'), z: undo,
    ArrowLeft: () => step(-1), ArrowRight: () => step(1), ' ': () => zoomAt(),
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!does || $('desk').hidden) return;
  if (event.key === ' ' && event.target.matches?.('button')) return; // it presses the button
  const zoomed = $('zoom').getAttribute('aria-pressed') === 'true';
  if (zoomed && event.key.startsWith('Arrow')) return; // they move the photo
  event.preventDefault();
  if (!event.repeat) does();
});

if (forward(0)) show();
else end();
