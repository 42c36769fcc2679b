// Menus that a summary opens: Escape closes, and so does a click elsewhere.

export function closeByEscape(event) {
  if (event.key === 'Escape' && event.currentTarget.open) {
    // Escape closes one thing at a time.
    event.stopPropagation();
    close(event.currentTarget);
  }
}

export function close(menu) {
  menu.open = false;
  menu.querySelector('summary').focus();
}

export function closeMenusOutside() {
  document.addEventListener('click', (event) => {
    for (const menu of document.querySelectorAll('.choice[open]')) {
      // A box that was unticked may be gone from the page by now, and still was in the menu.
      if (!event.composedPath().includes(menu)) menu.open = false;
    }
  });
}
