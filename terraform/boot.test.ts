import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const programs = [
  ...['aws', 'blkid', 'curl', 'dnf', 'docker', 'install', 'ln', 'mkfs.xfs', 'mount', 'mountpoint', 'sleep'],
  ...['systemctl', 'pineapple-host'],
];
const inFolders = [
  '/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl',
  '/opt/pineapple-boot/fetch-bundle',
  '/opt/pineapple/agent/bin/pineapple-build-images',
];

/** Runs a boot script in a folder that stands for the machine. Programs only note that they ran. */
function boot(script: string, failing: Readonly<Record<string, number>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'pineapple-boot-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const moved = (text: string) => text.replaceAll(/(?<![\w}])\/(etc|opt|var|usr)\//g, `${root}/$1/`);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), 0o755);
  };
  const calls = join(root, 'calls');
  for (const path of [...programs.map((name) => `/bin/${name}`), ...inFolders]) {
    const name = path.split('/').at(-1) ?? '';
    const answer = name === 'curl' ? 'echo i-0123456789abcdef0' : name === 'blkid' ? 'echo xfs' : '';
    const fails = `[ $(grep -c '^${name} ' '${calls}') -gt ${failing[name] ?? 0} ] || exit 1`;
    write(path, `#!/bin/bash\necho "${name} $*" >>'${calls}'\n${fails}\n${answer}\n`);
  }
  const variables = ['BUNDLE_KEY', 'BUNDLE_SHA256', 'RUNTIME_KEY', 'RUNTIME_SHA256', 'DOCKER_DEVICE'];
  const values = {
    BASE_IMAGE: 'debian',
    EXTRA_IMAGES: "'a:1 b:2'",
    PACKAGES: 'git-core',
    ROLE_ID: 'AROA',
    GROUP: 'g',
    LAUNCH_HOOK: 'ready',
  };
  const environment = { ...Object.fromEntries(variables.map((name) => [name, 'x'])), ...values };
  write(
    '/etc/pineapple/boot.env',
    Object.entries(environment)
      .map(([name, value]) => `PINEAPPLE_${name}=${value}\n`)
      .join(''),
  );
  write('/etc/fstab', '');
  write('/var/lib/pineapple', '');
  write(
    '/opt/pineapple-boot/common',
    moved(readFileSync(join(import.meta.dirname, 'files/boot-common.sh'), 'utf8')),
  );
  write('/boot', moved(readFileSync(join(import.meta.dirname, script), 'utf8')));
  const { status } = spawnSync('bash', [join(root, 'boot')], {
    env: { PATH: `${root}/bin:${process.env['PATH'] ?? ''}` },
    timeout: 120_000,
  });
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  return {
    status,
    calls: read('calls').trim().split('\n'),
    log: () => read('/var/log/pineapple/boot.log'),
    read,
  };
}

const host = 'modules/hosts/files/boot.sh';

it('sends its logs first, has the images before the agent starts, and then says that the host is ready', () => {
  const { status, calls, read } = boot(host);
  expect(status).toBe(0);
  const steps = [
    'amazon-cloudwatch-agent-ctl -a fetch-config',
    'dnf install -y -q docker',
    'systemctl enable --now docker.service',
    'pineapple-build-images debian',
    'docker pull --quiet a:1',
    'docker pull --quiet b:2',
    'systemctl enable --now pineapple-agent.service',
    'pineapple-host status',
    'aws autoscaling complete-lifecycle-action --lifecycle-action-result CONTINUE --auto-scaling-group-name g --lifecycle-hook-name ready --instance-id i-0123456789abcdef0',
  ];
  const at = steps.map((step) => calls.findIndex((call) => call.startsWith(step)));
  expect(at).not.toContain(-1);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  expect(at.at(-1)).toBe(calls.length - 1);
  expect(read('/etc/pineapple/agent.env')).toBe(
    'PINEAPPLE_HOST_ID=i-0123456789abcdef0\nPINEAPPLE_EVENT_SOURCE=pineapple.host.AROA:i-0123456789abcdef0\n',
  );
});

it('retries what may fail for a while', () => {
  const flaky = {
    dnf: 1,
    'fetch-bundle': 2,
    'pineapple-build-images': 1,
    curl: 1,
    'pineapple-host': 3,
    aws: 1,
  };
  const { status, calls } = boot(host, flaky);
  expect(status).toBe(0);
  expect(calls.filter((call) => call.startsWith('sleep'))).toHaveLength(9);
});

it('goes on without an image that its registry does not give', () => {
  const { status, calls } = boot(host, { docker: 9 });
  expect(status).toBe(0);
  expect(calls.at(-1)).toContain('complete-lifecycle-action');
});

it('does not say that a host is ready that is not, and says why in its log', () => {
  const { status, calls, log } = boot(host, { 'pineapple-build-images': 8 });
  expect(status).not.toBe(0);
  expect(calls.filter((call) => call.startsWith('pineapple-build-images'))).toHaveLength(8);
  expect(calls.join('\n')).not.toMatch(/pineapple-agent.service|complete-lifecycle-action/);
  expect(log()).toContain('The boot failed');
});

it('boots the API likewise', () => {
  const { status, calls } = boot('modules/api/files/boot.sh', { dnf: 1, 'fetch-bundle': 1 });
  expect(status).toBe(0);
  expect(calls.findIndex((call) => call.startsWith('amazon-cloudwatch-agent-ctl'))).toBe(3);
  expect(calls).toContain('dnf install -y -q git-core');
  expect(calls.at(-1)).toBe('systemctl enable --now pineapple-api.service');
});
