import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
const scripts = globSync(
  ['terraform/**/*.sh', 'apps/host-agent/bin/*', 'apps/host-agent/native/build.sh', 'images/*/*.sh'],
  { cwd: root },
);

// `npm test` installs it on Debian.
describe.skipIf(!hasShellcheck && !process.env['CI'])('the shell scripts', () => {
  it.each(scripts)('%s passes shellcheck', (script) => {
    const { stdout, status } = spawnSync('shellcheck', [script], { cwd: root, encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
