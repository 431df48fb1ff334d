import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectFile } from '../../support/shipped.js';

const root = mkdtempSync(join(tmpdir(), 'spotsim-ci-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Calls the script with commands of ours before those of the machine; nothing is installed. */
function browser(
  name: string,
  commands: Readonly<Record<string, string>>,
): { code: number | null; out: string } {
  const folder = mkdtempSync(join(root, `${name}-`));
  for (const [command, body] of Object.entries(commands)) {
    writeFileSync(join(folder, command), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, command), 0o755);
  }
  const env = {
    ...process.env,
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    CHROMIUM: join(folder, 'chromium'),
  };
  const { status, stdout } = spawnSync('bash', [projectFile('.ci/browser')], { env, encoding: 'utf8' });
  return { code: status, out: stdout };
}

const bash = existsSync('/bin/bash') || existsSync('/usr/bin/bash');

describe.skipIf(!bash)('the browser of CI', () => {
  it('is left as it is where it is there', () => {
    expect(browser('there', { chromium: '', 'apt-get': 'exit 9' })).toEqual({ code: 0, out: '' });
  });

  it('is installed by root', () => {
    const asked = join(root, 'asked');
    const install = `echo "$@" >>${asked}; touch "$CHROMIUM"; chmod +x "$CHROMIUM"`;
    const { code, out } = browser('root', { id: 'echo 0', 'apt-get': install });
    expect(code).toBe(0);
    expect(out).toMatch(/^Installing chromium \.\.\.\nchromium is installed at /);
    expect(readFileSync(asked, 'utf8')).toMatch(/^install -y .*\bchromium\b/);
  });

  it.each([
    ['we are not root', { id: 'echo 1000', 'apt-get': 'exit 9' }],
    ['it could not be installed', { id: 'echo 0', 'apt-get': 'echo no network; exit 100' }],
    ['the package put none there', { id: 'echo 0', 'apt-get': 'exit 0' }],
  ])('is done without, and says so, where %s', (why, commands) => {
    const { code, out } = browser('without', commands);
    expect(code).toBe(0);
    expect(out).toContain(`and ${why}: the browser tests will be skipped`);
  });
});
