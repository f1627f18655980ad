// The small map on a facility's page.

import { L, createMap, mark } from './map_base.js';

export function showFacility(element) {
  const { lat, lon, approximate, accuracy, name } = element.dataset;
  const position = [Number(lat), Number(lon)];
  const map = createMap(element, { scrollWheelZoom: false });
  map.setView(position, approximate ? 14 : 16);
  if (approximate && Number(accuracy) > 0) {
    const circle = L.circle(position, { radius: Number(accuracy), color: '#0017c1', weight: 1, fillOpacity: 0.08, interactive: false });
    circle.addTo(map);
    map.fitBounds(circle.getBounds(), { maxZoom: 15 });
  }
  const { marker } = mark(position, {
    className: approximate ? 'pin pin-approximate' : 'pin',
    label: name,
    shown: '',
    size: 28,
  });
  marker.addTo(map);
  return map;
}
