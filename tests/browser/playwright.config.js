import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// ANNAI_URL: a server that runs already. Otherwise ANNAI_BIN is started on a sample region of its own.
const port = process.env.ANNAI_TEST_PORT || '8473';
const baseURL = process.env.ANNAI_URL || `http://127.0.0.1:${port}`;
const chromium = process.env.CHROMIUM || '/usr/bin/chromium';

export default defineConfig({
  testDir: '.',
  outputDir: 'output/results',
  timeout: 30_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  reporter: [['list']],
  use: {
    baseURL,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    launchOptions: {
      executablePath: existsSync(chromium) ? chromium : undefined,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'phone', use: { viewport: { width: 360, height: 740 }, hasTouch: true } },
  ],
  webServer: process.env.ANNAI_URL
    ? undefined
    : {
        command: 'node serve_sample.js',
        url: `${baseURL}/healthz`,
        env: { ANNAI_TEST_PORT: port, ANNAI_MAP_TILE_URL: '' },
        timeout: 120_000, // the sample region is imported first
        gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
        reuseExistingServer: false,
        stdout: 'ignore',
        stderr: 'pipe',
      },
});
