// Buttons that copy where a mistake stands, for an editor's "go to" box.

/** Makes the buttons with data-copy in a tree work, now and later ones. */
export function copies(root) {
  root.addEventListener('click', async (event) => {
    const button = event.target.closest?.('[data-copy]');
    if (!button) return;
    const place = button.dataset.copy;
    let said = 'Copied';
    try {
      await navigator.clipboard.writeText(place);
    } catch { // under another name than localhost, browsers do not allow it
      said = 'Selected: copy it with the keyboard';
      getSelection().selectAllChildren(button);
    }
    button.dataset.said = said;
    clearTimeout(button.copied);
    button.copied = setTimeout(() => delete button.dataset.said, 1500);
  });
}
