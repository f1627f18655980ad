// What all browser tests share: a page that is watched, and axe.

import { test as base, expect } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';

export { expect };

// Every test fails when its page asks another host for anything, or when the browser complains: a script
// error, a file that is missing, something that the content security policy forbids.
export const test = base.extend({
  allowed: [/^$/, { option: true }], // messages that a test expects
  page: async ({ page, baseURL, allowed }, use) => {
    const complaints = [];
    const host = new URL(baseURL).host;
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.host !== host) complaints.push(`asked ${request.url()}`);
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !allowed.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export async function expectAccessible(page) {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const said = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
  expect(said).toEqual([]);
}

export async function keepPicture(page, name) {
  mkdirSync('output', { recursive: true });
  await page.screenshot({ path: `output/${test.info().project.name}-${name}.png`, fullPage: true });
}

export const isPhone = () => test.info().project.name === 'phone';

// The map, on a phone behind its switch.
export async function openMap(page) {
  if (isPhone()) await page.getByRole('button', { name: '地図', exact: true }).click();
  await expect(page.locator('#map .leaflet-marker-icon').first()).toBeVisible();
}

// The public ids of some facilities that are listed first.
export async function facilityIds(page, count) {
  const answer = await page.request.get(`/facilities.geojson?limit=${count}`);
  return (await answer.json()).features.map((feature) => feature.id);
}
