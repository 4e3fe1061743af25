// Runs on Node 20 or newer with nothing installed: fetches Node 24 and the workspace's packages from the npm registry,
// then runs scripts/<task>.ts.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const wanted = { node: '24.21.0', pnpm: '12.21.0' };
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, '.pineapple', 'toolchain');
const bin = join(toolchain, 'node_modules', '.bin');
const onWindows = process.platform === 'win32';

function say(text) {
  process.stdout.write(`  ${text}\n`);
}

function stop(text) {
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}

/** Runs a program and shows its output only when it fails. */
function run(command, args, env = process.env) {
  const result = spawnSync(command, args, { cwd: root, env, encoding: 'utf8', shell: onWindows });
  if (result.status === 0) return;
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-20).join('\n');
  stop(`${command} ${args.join(' ')} failed:\n${output || result.error}`);
}

/** Returns the path of Node 24 or newer: the one that runs this, if it is new enough, or one from the registry. */
function ensureToolchain() {
  // The toolchain's own Node does not count: without it in the list, npm would delete it.
  const isNewEnough =
    Number(process.versions.node.split('.')[0]) >= 24 && !process.execPath.startsWith(toolchain);
  const packages = [`pnpm@${wanted.pnpm}`, ...(isNewEnough ? [] : [`node@${wanted.node}`])];
  const stamp = join(toolchain, 'installed.json');
  const key = JSON.stringify(packages);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== key) {
    say(`… Fetching ${packages.join(' and ')}`);
    mkdirSync(toolchain, { recursive: true });
    writeFileSync(join(toolchain, 'package.json'), '{ "private": true }\n');
    run('npm', ['install', '--prefix', toolchain, '--no-audit', '--no-fund', '--no-save', ...packages]);
    writeFileSync(stamp, key);
  }
  return isNewEnough ? process.execPath : join(bin, 'node');
}

/** Installs the workspace as the lockfile says, unless that was already done for this lockfile. */
function ensureWorkspace(env) {
  const stamp = join(root, 'node_modules', '.installed-from');
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .update(readFileSync(join(root, 'pnpm-workspace.yaml')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('… Installing the workspace');
  run(join(bin, 'pnpm'), ['install', '--frozen-lockfile'], { ...env, CI: 'true' });
  writeFileSync(stamp, hash);
}

const task = process.argv[2];
if (task !== 'start' && task !== 'test') stop('Usage: node scripts/bootstrap.mjs start|test');
if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(
    `This is Node ${process.version}, and Node 20 or newer is needed. Install it from your system's packages.`,
  );
}

const node = ensureToolchain();
// Docker needs programs in /usr/sbin and /sbin, which `su` leaves out of PATH.
const path = [dirname(node), bin, process.env.PATH, '/usr/sbin', '/sbin'].join(delimiter);
const env = { ...process.env, PATH: path };
ensureWorkspace(env);

// The fourth pipe tells the child when this process ends, even by SIGKILL.
const endWithParent = new URL('../dev/launcher/src/processes/end-with-parent.mjs?fd=3', import.meta.url).href;
const script = join(root, 'scripts', `${task}.ts`);
const child = spawn(node, ['--import', endWithParent, script, ...process.argv.slice(3)], {
  cwd: root,
  env,
  stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
});
// Ctrl-C reaches the child through the terminal; a signal sent to this process alone is passed on.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGHUP'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
