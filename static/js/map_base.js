// A Leaflet map with the site's base map and, beneath it, the edition's own municipalities: where the base map
// does not come, the outlines and their names remain.

import '../vendor/leaflet/leaflet.js';

const L = globalThis.L;

export function words(element) {
  const texts = JSON.parse(element.dataset.words || '{}');
  return (key, values = {}) => (texts[key] || key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

export function createMap(element, options = {}) {
  const text = words(element);
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(element, {
    attributionControl: false,
    zoomControl: false,
    minZoom: 4,
    maxZoom: 18,
    maxBounds: [[18, 118], [48, 158]],
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    ...options,
  });
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', text('label'));
  L.control.zoom({ zoomInTitle: text('zoom_in'), zoomOutTitle: text('zoom_out') }).addTo(map);
  L.control.attribution({ prefix: false }).addTo(map);
  map.on('popupopen', ({ popup }) => {
    const close = popup.getElement()?.querySelector('.leaflet-popup-close-button');
    close?.setAttribute('aria-label', text('close'));
  });
  addGround(map, element);
  return map;
}

function addGround(map, element) {
  map.createPane('areas').style.zIndex = 150; // below the tiles (200), so that they hide it when they come
  const names = L.layerGroup();
  let tilesSeen = false;
  if (element.dataset.tiles) {
    const tiles = L.tileLayer(element.dataset.tiles, { maxZoom: 18, attribution: escaped(element.dataset.tileAttribution) });
    tiles.once('tileload', () => {
      tilesSeen = true;
      names.remove();
    });
    tiles.addTo(map);
  }
  addAreas(map, element, names, () => tilesSeen);
}

async function addAreas(map, element, names, tilesSeen) {
  try {
    const answer = await fetch(element.dataset.areas);
    if (!answer.ok) return;
    const areas = await answer.json();
    const municipalities = areas.features.filter((area) => area.geometry && area.properties.kind === 'municipality');
    L.geoJSON({ type: 'FeatureCollection', features: municipalities }, {
      pane: 'areas',
      interactive: false,
      style: { color: '#7f8fa9', weight: 1.5, fillColor: '#fbfaf5', fillOpacity: 1 },
      onEachFeature: (area, layer) => {
        const name = L.tooltip({ permanent: true, direction: 'center', className: 'area-name', interactive: false });
        names.addLayer(name.setLatLng(layer.getBounds().getCenter()).setContent(escaped(area.properties.name)));
      },
    }).addTo(map);
    const showNames = () => {
      if (!tilesSeen() && map.getZoom() >= 9) names.addTo(map);
      else names.remove();
    };
    map.on('zoomend', showNames);
    showNames();
  } catch {
    // No outlines: the points and the list are there all the same.
  }
}

// Leaflet takes HTML for attributions and tooltips.
function escaped(text) {
  const element = document.createElement('span');
  element.textContent = text || '';
  return element.innerHTML;
}

// A mark as a real button: reachable with the keyboard, read out by its label.
export function mark(position, { className, label, shown, size, onClick }) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.setAttribute('aria-label', label);
  button.textContent = shown;
  const marker = L.marker(position, {
    icon: L.divIcon({ html: button, className: 'mark', iconSize: [size, size] }),
    keyboard: false, // the button takes the focus, not the element around it
  });
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    onClick?.(marker);
  });
  return { marker, button };
}

export { L };
