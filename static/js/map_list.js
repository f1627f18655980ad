// The map beside the list: clusters and single facilities from /clusters, fetched again whenever the view moves.

import { createMap, mark, spreadMarks, words } from './map_base.js';

export function showList(pane) {
  const element = pane.querySelector('[data-map="list"]');
  const text = words(element);
  const kinds = JSON.parse(element.dataset.kinds || '{}');
  const cards = new Map([...document.querySelectorAll('.card[data-id]')].map((card) => [card.dataset.id, card]));
  const map = createMap(element);
  const box = element.dataset.bbox.split(',').map(Number);
  if (box.length === 4 && box.every(Number.isFinite)) {
    map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { maxZoom: 15, padding: [24, 24] });
  } else {
    map.setView([36.5, 137.5], 5);
  }

  const points = new Points(map, { text, kinds, cards });
  let running = null;
  const load = async () => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const bounds = map.getBounds().pad(0.1);
    const query = new URLSearchParams(element.dataset.query);
    query.set('bbox', boxText(bounds));
    query.set('zoom', String(map.getZoom()));
    try {
      const answer = await fetch(`/clusters?${query}`, { signal });
      if (!answer.ok) throw new Error(String(answer.status));
      points.show((await answer.json()).features);
      fail(pane, '');
    } catch (error) {
      if (error.name !== 'AbortError') fail(pane, text('failed'));
    }
  };
  map.on('moveend', load);
  map.on('moveend', () => searchHere(pane, element, map));
  load();
  for (const [id, card] of cards) {
    card.addEventListener('pointerenter', () => points.highlight(id, true));
    card.addEventListener('pointerleave', () => points.highlight(id, false));
  }
  return map;
}

function boxText(bounds) {
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value)).toFixed(5);
  return [clamp(bounds.getWest(), -180, 180), clamp(bounds.getSouth(), -90, 90), clamp(bounds.getEast(), -180, 180),
    clamp(bounds.getNorth(), -90, 90)].join(',');
}

// "Search here" appears once the user has moved the map.
function searchHere(pane, element, map) {
  const place = pane.querySelector('[data-map-here]');
  const query = new URLSearchParams(element.dataset.query);
  query.set('bbox', boxText(map.getBounds()));
  place.querySelector('a').href = `/facilities?${query}`;
  place.hidden = false;
}

function fail(pane, message) {
  let line = pane.querySelector('.map-error');
  if (!line && message) {
    line = document.createElement('p');
    line.className = 'map-error';
    line.setAttribute('role', 'status');
    pane.append(line);
  }
  if (line) line.textContent = message;
}

// The marks on the map. A mark that is still there after a move stays the same element, so that focus and an
// open popup survive.
class Points {
  constructor(map, { text, kinds, cards }) {
    this.map = map;
    this.text = text;
    this.kinds = kinds;
    this.cards = cards;
    this.shown = new Map();
  }

  show(features) {
    const next = new Map();
    for (const feature of features) {
      const { cluster, count } = feature.properties;
      const key = cluster ? `c${feature.geometry.coordinates}/${count}` : `f${feature.id}`;
      const old = this.shown.get(key);
      next.set(key, old ?? (cluster ? this.cluster(feature) : this.single(feature)));
      if (!old) next.get(key).marker.addTo(this.map);
    }
    for (const [key, { marker }] of this.shown) {
      if (!next.has(key)) marker.remove();
    }
    this.shown = next;
    spreadMarks(this.map, [...next.values()]);
  }

  cluster({ geometry, properties }) {
    const [lon, lat] = geometry.coordinates;
    const count = properties.count.toLocaleString('ja-JP');
    const size = properties.count < 10 ? 40 : properties.count < 100 ? 46 : properties.count < 1000 ? 54 : 62;
    return mark([lat, lon], {
      className: 'cluster',
      label: this.text('cluster', { count }),
      shown: count,
      size,
      onClick: () => {
        const [west, south, east, north] = properties.bbox;
        const zoom = Math.max(this.map.getZoom() + 1, this.map.getBoundsZoom([[south, west], [north, east]]));
        this.map.setView([(south + north) / 2, (west + east) / 2], Math.min(zoom, 18));
      },
    });
  }

  single({ id, geometry, properties }) {
    const [lon, lat] = geometry.coordinates;
    const card = this.cards.get(id);
    const number = card?.querySelector('.card-number')?.textContent ?? '';
    const approximate = Boolean(properties.position_approximate);
    const label = [number && this.text('listed', { number }), properties.name, approximate && this.text('approximate')];
    return mark([lat, lon], {
      className: `pin${approximate ? ' pin-approximate' : ''}${number ? '' : ' pin-minor'}`,
      label: label.filter(Boolean).join(' '),
      shown: number,
      size: number ? 32 : 34,
      onClick: (marker) => {
        if (!marker.getPopup()) marker.bindPopup(this.popup(id, properties, number, approximate), {
          maxWidth: 280,
          offset: [0, -8],
          autoPanPaddingTopLeft: [64, 12], // clear of the zoom buttons
        });
        marker.openPopup();
      },
    });
  }

  popup(id, properties, number, approximate) {
    const content = document.createElement('div');
    const line = (value, className) => {
      const element = document.createElement('p');
      element.textContent = value;
      element.className = className;
      content.append(element);
    };
    if (number) line(this.text('listed', { number }), 'popup-number');
    line(properties.name, 'popup-name');
    const kinds = (properties.kinds ?? []).map((code) => this.kinds[code]).filter(Boolean);
    if (kinds.length) line(kinds.join('・'), 'popup-kinds');
    if (approximate) line(this.text('approximate'), 'popup-note');
    const link = document.createElement('a');
    link.className = 'popup-link';
    link.href = `/facilities/${encodeURIComponent(id)}`;
    link.textContent = this.text('open');
    content.append(link);
    return content;
  }

  highlight(id, on) {
    this.shown.get(`f${id}`)?.button.classList.toggle('is-marked', on);
  }
}

