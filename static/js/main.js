// What the pages gain with scripts: size of text, map, printing. Without them everything else is there.

function textSize() {
  const group = document.querySelector('[data-text-size-switch]');
  if (!group) return;
  const root = document.documentElement;
  const buttons = group.querySelectorAll('button');
  const show = () => {
    const now = root.dataset.textSize || 'normal';
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.textSize === now));
  };
  for (const button of buttons) {
    button.addEventListener('click', () => {
      root.dataset.textSize = button.dataset.textSize;
      try {
        localStorage.setItem('annai-text-size', button.dataset.textSize);
      } catch {
        // Storage may be switched off: the choice holds for this page.
      }
      show();
    });
  }
  show();
  group.hidden = false;
}

// Empty fields would make the address of the result long.
function tidyForms() {
  for (const form of document.querySelectorAll('[data-tidy-form], .search-form')) {
    form.addEventListener('submit', () => {
      for (const field of form.elements) {
        if (field.name && field.value === '') field.disabled = true;
      }
    });
  }
  // Coming back from the result, the fields are to be usable again.
  window.addEventListener('pageshow', () => {
    for (const field of document.querySelectorAll('form :disabled')) field.disabled = false;
  });
}

function printing() {
  for (const place of document.querySelectorAll('[data-print]')) {
    place.hidden = false;
    place.querySelector('button').addEventListener('click', () => window.print());
  }
}

// On paper an address needs the name of the site.
function fullAddress() {
  for (const place of document.querySelectorAll('[data-own-path]')) {
    place.textContent = location.origin + place.dataset.ownPath;
  }
}

async function facilityMap() {
  const element = document.querySelector('[data-map="facility"]');
  if (!element) return;
  element.hidden = false;
  const { showFacility } = await import('./map_facility.js');
  showFacility(element);
}

// List and map: side by side on a wide screen, one at a time on a narrow one. The map's code is fetched when
// the map is first seen.
function listMap() {
  const pane = document.querySelector('[data-map-pane]');
  const results = document.querySelector('[data-results]');
  const choice = document.querySelector('[data-view-switch]');
  if (!pane || !results || !choice) return;
  pane.hidden = false;
  choice.hidden = false;
  const wide = window.matchMedia('(min-width: 56.25rem)');
  let map = null;
  const update = async () => {
    if (!wide.matches && results.dataset.view !== 'map') return;
    if (!map) {
      map = import('./map_list.js').then(({ showList }) => showList(pane));
    }
    (await map).invalidateSize();
  };
  for (const button of choice.querySelectorAll('button')) {
    button.addEventListener('click', () => {
      results.dataset.view = button.dataset.view;
      for (const other of choice.querySelectorAll('button')) other.setAttribute('aria-pressed', String(other === button));
      update();
    });
  }
  wide.addEventListener('change', update);
  update();
}

textSize();
tidyForms();
printing();
fullAddress();
facilityMap();
listMap();
