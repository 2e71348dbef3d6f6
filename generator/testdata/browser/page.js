// Questions that the tests ask of a page.
const page = {
  // What can be focused, in the order of the page.
  focusable() {
    const all = 'a[href], button, input, select, textarea, summary, [tabindex]';
    return [...document.querySelectorAll(all)].filter((e) => e.tabIndex >= 0 && e.checkVisibility());
  },

  // An element in words: its tag, classes and the beginning of its text.
  name(e) {
    const text = (e.getAttribute('aria-label') || e.textContent || e.name || '').trim().replace(/\s+/g, ' ');
    return e.tagName.toLowerCase() + [...e.classList].map((c) => '.' + c).join('') + ' "' + text.slice(0, 40) + '"';
  },

  size(e) {
    const box = e.getBoundingClientRect();
    return Math.round(box.width) + ' × ' + Math.round(box.height);
  },

  // Elements that stick out of the page to the side, outside of regions that
  // scroll by themselves.
  sideways() {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll('*')].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.right > root.clientWidth + 0.5 || box.left < -0.5;
    });
    return ['the page is ' + root.scrollWidth + ' px wide in a window of ' + root.clientWidth,
      ...out.slice(0, 5).map((e) => page.name(e))];
  },

  // Elements whose text is cut off.
  cutOff() {
    return [...document.body.querySelectorAll('*')].filter((e) => {
      const style = getComputedStyle(e);
      const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
      return (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && !(e instanceof HTMLInputElement)) ||
        (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
    }).map((e) => page.name(e));
  },

  // Controls, cards and navigation that a thumb could miss: they have 44 px.
  // That everything else has 24, or room around it, is one of axe's rules.
  small() {
    const large = 'button, input, .button, .card a, .answers a, .links a, nav a, header a, footer a';
    return [...document.querySelectorAll(large)].filter((e) => e.checkVisibility()).filter((e) => {
      const box = (e.closest('.card') || e).getBoundingClientRect();
      return box.height < 44 || box.width < 24;
    }).map((e) => page.name(e) + ' is ' + page.size(e.closest('.card') || e));
  },

  // Where clicks on the middle of links lead, each scrolled into sight.
  hit(selector) {
    return [...document.querySelectorAll(selector)].map((e) => {
      e.scrollIntoView({block: 'center', behavior: 'instant'});
      const box = e.getClientRects()[0]; // the first line of a link that wraps
      const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return there?.closest('a')?.href || page.name(e) + ' is covered by ' + (there ? page.name(there) : 'nothing');
    });
  },

  // How an element and what it stands in are marked.
  marks(e) {
    const marks = [];
    for (let at = e, i = 0; at && i < 4; at = at.parentElement, i++) {
      const s = getComputedStyle(at);
      marks.push(s.outlineStyle === 'none' ? 'none' : s.outlineStyle + s.outlineWidth + s.outlineColor);
    }
    return marks;
  },

  // What has the focus: its place among the focusable elements, and what a
  // reader would miss.
  focused() {
    const e = document.activeElement;
    const place = page.focusable().indexOf(e);
    if (place < 0) return {place, name: page.name(e), faults: []};
    const faults = [];
    const marked = page.marks(e).join();
    const box = e.getClientRects()[0]; // the first line of a link that wraps
    const [x, y] = [box.left + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height, 20) / 2];
    const there = document.elementFromPoint(x, y);
    if (!there || !(e.contains(there) || there.contains(e))) faults.push('is hidden or out of sight');
    e.blur();
    if (page.marks(e).join() === marked) faults.push('does not show that it has the focus');
    e.focus({preventScroll: true, focusVisible: true});
    return {place, name: page.name(e), faults};
  },
};
