/** One mistake or finding: where, what, the line with a caret, what to do. */
export function item(mistake) {
  const li = document.createElement('li');
  const add = (name, text, className) => {
    const element = document.createElement(name);
    element.className = className || '';
    element.textContent = text;
    li.append(element);
    return element;
  };
  if (mistake.level) {
    const level = add('p', mistake.level, 'level');
    level.dataset.level = mistake.level;
    const rule = document.createElement('code');
    rule.textContent = mistake.rule;
    level.append(' ', rule);
  }
  const place = add('button', mistake.place, 'place');
  place.type = 'button';
  place.dataset.copy = mistake.place;
  add('p', mistake.text);
  if (mistake.quote) {
    const number = String(mistake.line).padStart(4) + ' | ';
    const caret = mistake.caret ? '\n' + ' '.repeat(number.length - 2) + '| ' + mistake.caret : '';
    const quote = add('pre', number + mistake.quote + caret);
    quote.tabIndex = 0; // long lines are scrolled with the keyboard
    quote.setAttribute('role', 'group');
    quote.setAttribute('aria-label', 'Line ' + mistake.line);
  }
  if (mistake.hint) add('p', mistake.hint, 'hint');
  return li;
}
