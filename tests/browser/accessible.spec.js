// JIS X 8341-3 / WCAG 2.2 AA as far as a machine can see, on every kind of page and in every state.

import { expect, expectAccessible, facilityIds, keepPicture, openMap, test } from './support.js';

test.use({ allowed: /the server responded with a status of 4\d\d/ });

for (const [name, path, status] of [
  ['start', '/', 200],
  ['list', '/facilities', 200],
  ['need', '/facilities?need=doctor_at_home', 200],
  ['no-hits', '/facilities?q=%E3%81%AA%E3%81%84%E3%81%AA%E3%81%84&kind=hospital', 200],
  ['notified', '/facilities?capability=home_visit&notified=1', 200],
  ['about', '/about', 200],
  ['not-found', '/facilities/nosuchid00', 404],
  ['bad-request', '/facilities?bbox=x', 400],
]) {
  test(`the page "${name}" has no violation`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer.status()).toBe(status);
    await expect(page.locator('.emergency')).toBeVisible();
    await expect(page.locator('.site-footer')).toContainText('掲載は推薦ではありません');
    await expectAccessible(page);
    await keepPicture(page, name);
  });
}

test('facilities have no violation, whatever is known of them', async ({ page }) => {
  for (const id of await facilityIds(page, 8)) {
    await page.goto(`/facilities/${id}`);
    await expectAccessible(page);
  }
});

test('a list with its map, its filter and everything that folds open has no violation', async ({ page }) => {
  await page.goto('/facilities?kind=pharmacy');
  await openMap(page);
  await expectAccessible(page);
  for (const summary of await page.locator('.filter summary').all()) await summary.click();
  await expectAccessible(page);
});

test('a popup on the map has no violation', async ({ page }) => {
  await page.goto('/facilities?need=where_to_ask');
  await openMap(page);
  for (let step = 0; step < 12 && (await page.locator('#map .pin').count()) === 0; ++step) {
    await page.locator('#map .cluster').first().click();
    await page.waitForResponse(/\/clusters/);
  }
  await page.locator('#map .pin').first().click();
  await expect(page.locator('.leaflet-popup')).toBeVisible();
  await expectAccessible(page);
  await keepPicture(page, 'popup');
});

test('the first key leads past the header, and the focus can be seen', async ({ page }) => {
  await page.goto('/facilities');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: '本文へ進む' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  expect(await skip.evaluate((link) => getComputedStyle(link).outlineWidth)).toBe('4px');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#main');
});

test('large text has no violation', async ({ page }) => {
  await page.goto('/facilities?need=nurse_at_home');
  await page.getByRole('button', { name: /文字の大きさ：\s*大/ }).click();
  await expectAccessible(page);
});
