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
  map.createPane('area-names').style.zIndex = 450; // below the marks (600)
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
        const name = L.tooltip({ permanent: true, direction: 'center', className: 'area-name', pane: 'area-names' });
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
  return { marker, button, size, position: L.latLng(position) };
}

// Moves marks that touch each other apart on the screen, by as little as lets each be pressed. The places
// themselves are not changed: the next zoom starts from them again.
export function spreadMarks(map, marks) {
  const spots = marks.map((one) => ({ one, at: map.latLngToLayerPoint(one.position) }));
  if (spots.length > 400) return;
  for (let round = 0; round < 40 && spreadOnce(spots); ++round);
  for (const { one, at } of spots) one.marker.setLatLng(map.layerPointToLatLng(at));
}

function spreadOnce(spots) {
  let moved = false;
  for (let i = 0; i < spots.length; ++i) {
    for (let j = i + 1; j < spots.length; ++j) {
      const [a, b] = [spots[i], spots[j]];
      const reach = (a.one.size + b.one.size) / 2 + 2;
      const way = b.at.subtract(a.at);
      const distance = Math.hypot(way.x, way.y);
      if (distance >= reach - 0.5) continue;
      const angle = distance > 0.01 ? Math.atan2(way.y, way.x) : i + j; // the same place: any direction, always the same one
      const push = L.point(Math.cos(angle), Math.sin(angle)).multiplyBy((reach - distance) / 2);
      a.at = a.at.subtract(push);
      b.at = b.at.add(push);
      moved = true;
    }
  }
  return moved;
}

export { L };
