// Serves the sample region from a data folder of its own, which goes when the server does.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.ANNAI_BIN || '../../build/release/src/app/annai';
if (!existsSync(program)) {
  console.error(`There is no ${program}: build it (scripts/run) or name it in ANNAI_BIN, or a running server in ANNAI_URL.`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'annai-browser-'));
const data = join(folder, 'data');
const remove = () => rmSync(folder, { recursive: true, force: true });

const made = spawnSync(program, ['--data', data, '--quiet', 'init', '--sample'], { encoding: 'utf8' });
if (made.status !== 0) {
  console.error(`init --sample failed (${made.status}):\n${made.stdout}\n${made.stderr}`);
  remove();
  process.exit(1);
}
const server = spawn(program, ['--data', data, 'serve', '--port', process.env.ANNAI_TEST_PORT], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill('SIGTERM'));
server.on('exit', (status) => {
  remove();
  process.exit(status ?? 0);
});
