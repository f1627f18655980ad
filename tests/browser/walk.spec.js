// The way a resident goes: a need, the list, the map, one facility; at a desk and on a phone.

import { expect, facilityIds, keepPicture, openMap, test } from './support.js';

test('from a need in plain words over the list to a telephone number', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('どんなことで お困りですか');
  await keepPicture(page, 'start');
  await page.getByRole('link', { name: /どこに 相談すればいい/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('どこに 相談すればいい');
  await expect(page.getByRole('heading', { name: 'はじめに相談するところ' })).toBeVisible();
  await keepPicture(page, 'need');

  const card = page.locator('.card').first();
  const name = await card.getByRole('heading', { level: 3 }).innerText();
  await card.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByText('臨時休診あり。電話で確認')).toBeVisible();
  await keepPicture(page, 'facility');
});

test('each condition can be taken away again, and the count follows', async ({ page }) => {
  await page.goto('/facilities?kind=home_nursing&kind=pharmacy');
  const count = async () => Number((await page.locator('.result-count').innerText()).replace(/\D/g, ''));
  const both = await count();
  await page.locator('.chip').first().click();
  await expect(page.locator('.chip')).toHaveCount(1);
  expect(await count()).toBeLessThan(both);
  await page.locator('.chip').first().click();
  await expect(page.locator('.chip')).toHaveCount(0);
  expect(await count()).toBeGreaterThan(both);
});

test('the filter asks with plain boxes and leaves nothing empty in the address', async ({ page }) => {
  await page.goto('/facilities');
  await page.getByText('条件をえらぶ・変える').click();
  await page.locator('summary', { hasText: '訪問看護' }).first().click();
  await page.getByLabel(/看護師さんが家に来る/).first().check();
  await keepPicture(page, 'filter');
  await page.getByRole('button', { name: 'この条件でさがす' }).click();
  await expect(page.locator('.chip')).toHaveText([/看護師さんが家に来る/]);
  expect(new URL(page.url()).search).toBe('?kind=home_nursing');
  await page.goBack();
  await page.getByText('条件をえらぶ・変える').click();
  await expect(page.getByLabel('名前・町名など')).toBeEnabled();
});

test('the pages of a list follow one another without a gap or a double', async ({ page }) => {
  await page.goto('/facilities');
  const total = Number((await page.locator('.result-count').innerText()).replace(/\D/g, ''));
  const seen = new Set();
  for (;;) {
    for (const id of await page.locator('.card').evaluateAll((cards) => cards.map((card) => card.dataset.id))) {
      expect(seen.has(id)).toBe(false);
      seen.add(id);
    }
    const next = page.getByRole('link', { name: /^次の/ });
    if ((await next.count()) === 0) break;
    await next.click();
    await expect(page.getByRole('link', { name: '最初のページへ' })).toBeVisible();
  }
  expect(seen.size).toBe(total);
});

test('the map shows what the list shows: clusters open, marks carry the numbers of the list', async ({ page }) => {
  await page.goto('/facilities?kind=home_nursing');
  await openMap(page);
  await keepPicture(page, 'map');
  const clusters = page.locator('#map .cluster');
  for (let step = 0; step < 12 && (await clusters.count()) > 0 && (await page.locator('#map .pin').count()) === 0; ++step) {
    const before = await page.locator('#map').innerHTML();
    await clusters.first().click();
    await expect(async () => expect(await page.locator('#map').innerHTML()).not.toBe(before)).toPass();
  }
  const pin = page.locator('#map .pin').first();
  await expect(pin).toBeVisible();
  const number = await pin.innerText();
  const label = await pin.getAttribute('aria-label');
  await pin.focus();
  await page.keyboard.press('Enter');
  const popup = page.locator('.leaflet-popup');
  await expect(popup).toBeVisible();
  await expect(popup.getByRole('button', { name: '閉じる' })).toBeVisible();
  if (number) {
    const listed = await page.locator(`.card:has(.card-number:text-is("${number}")) .card-name`).textContent();
    expect(label).toContain(listed.trim());
  }
  await popup.getByRole('link', { name: 'くわしく見る' }).click();
  await expect(page.locator('.facility-page')).toBeVisible();
});

test('moving the map offers to search where it shows', async ({ page }) => {
  await page.goto('/facilities?kind=clinic');
  await openMap(page);
  await page.getByRole('button', { name: '地図を拡大する' }).click();
  const here = page.getByRole('link', { name: '地図の範囲でさがす' });
  await expect(here).toBeVisible();
  await expect(here).toHaveAttribute('href', /bbox=/);
  await here.click();
  await expect(page.locator('.chip', { hasText: '地図の範囲' })).toBeVisible();
});

test('marks and clusters are large enough to touch, the rows of the start page too', async ({ page }) => {
  await page.goto('/facilities');
  await openMap(page);
  for (const mark of await page.locator('#map .pin, #map .cluster').all()) {
    const box = await mark.boundingBox();
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
  }
  await page.goto('/');
  for (const row of await page.locator('.row-link').all()) {
    expect((await row.boundingBox()).height).toBeGreaterThanOrEqual(44);
  }
});

test('the size of text is kept from page to page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /文字の大きさ：\s*大/ }).click();
  await page.goto('/facilities');
  await expect(page.getByRole('button', { name: /文字の大きさ：\s*大/ })).toHaveAttribute('aria-pressed', 'true');
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('20px');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize().width);
  await keepPicture(page, 'large-text');
});

test('no page is wider than the screen', async ({ page }) => {
  const [id] = await facilityIds(page, 1);
  for (const path of ['/', '/facilities', '/facilities?q=zzz', `/facilities/${id}`, '/about']) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(page.viewportSize().width);
  }
});
