// Without scripts, on paper, and with no base map.

import { expect, facilityIds, isPhone, keepPicture, test } from './support.js';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the whole way works: need, list, filter, next page, facility', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('link', { name: /日中 通うところ/ }).click();
    await expect(page.locator('.card').first()).toBeVisible();
    await expect(page.locator('[data-map-pane]')).toBeHidden();
    await expect(page.locator('[data-view-switch]')).toBeHidden();
    await expect(page.locator('[data-text-size-switch]')).toBeHidden();
    await keepPicture(page, 'plain-list');

    await page.getByText('条件をえらぶ・変える').click();
    await page.getByLabel('名前・町名など').fill('見本');
    await page.getByRole('button', { name: 'この条件でさがす' }).click();
    await expect(page.locator('.chip', { hasText: '見本' })).toBeVisible();

    await page.goto('/facilities');
    await page.getByRole('link', { name: /^次の/ }).click();
    const link = page.locator('.card-name a').first();
    const name = await link.innerText();
    await link.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(page.locator('.place-box .address')).toBeVisible();
    await expect(page.locator('.map')).toHaveCount(await page.locator('.map[hidden]').count());
    await keepPicture(page, 'plain-facility');
  });

  test('search by words works', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel('名前・町名・サービスの名前').fill('薬局');
    await page.getByRole('button', { name: 'さがす' }).click();
    await expect(page.locator('.card').first()).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('薬局');
  });
});

test('list and facility print on A4 with the emergency line and without controls', async ({ page }) => {
  test.skip(isPhone(), 'paper is the same');
  const [id] = await facilityIds(page, 1);
  for (const path of ['/facilities?kind=home_nursing', `/facilities/${id}`, '/about', '/']) {
    await page.goto(path);
    const pdf = await page.pdf({ preferCSSPageSize: true, path: `output/print${path.replace(/\W+/g, '-')}.pdf` });
    expect(pdf.length).toBeGreaterThan(5000);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12](\.\d+)?\s*\]/);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.emergency')).toBeVisible();
    await expect(page.locator('.emergency')).toContainText('命にかかわるときは119');
    await expect(page.locator('.footer-rule')).toBeVisible();
    for (const control of ['.site-nav', '.filter', '.map', '.view-switch', '.pager', '.breadcrumb']) {
      expect(await page.locator(`${control}:visible`).count(), `${path} ${control}`).toBe(0);
    }
    await page.emulateMedia({ media: null });
  }
  await page.goto(`/facilities/${id}`);
  await expect(page.locator('.page-address')).toContainText(`/facilities/${id}`);
  await expect(page.locator('.page-address')).toContainText('http');
});

test('with no base map the municipalities and their names remain', async ({ page }) => {
  test.skip(isPhone(), 'the same map');
  await page.goto('/facilities');
  await expect(page.locator('#map .leaflet-areas-pane path').first()).toBeAttached();
  await expect(page.locator('#map .area-name').first()).toBeVisible();
  await expect(page.locator('#map .leaflet-tile')).toHaveCount(0);
});

test('a map whose points do not come says so and leaves the list', async ({ page }) => {
  test.skip(isPhone(), 'the same map');
  await page.route(/\/clusters/, (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{broken' }));
  await page.goto('/facilities');
  await expect(page.getByRole('status')).toHaveText('地図の点を読みこめませんでした。一覧はそのまま使えます。');
  await expect(page.locator('.card').first()).toBeVisible();
});
