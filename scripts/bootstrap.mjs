// Runs on any Node ≥ 20 with nothing installed: brings the runtime and the workspace, then hands over to
// scripts/<task>.ts on Node 24. Everything it fetches comes from the npm registry.
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

/** Runs a program quietly; what it printed is shown only when it fails. */
function run(command, args, env = process.env) {
  const result = spawnSync(command, args, { cwd: root, env, encoding: 'utf8', shell: onWindows });
  if (result.status === 0) return;
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-20).join('\n');
  stop(`${command} ${args.join(' ')} failed:\n${output || result.error}`);
}

/** Node 24 or newer to run with: the one at hand if it will do, else our own. */
function ensureToolchain() {
  // The one of the toolchain itself is not at hand: to go without it would delete it.
  const ownNodeWillDo =
    Number(process.versions.node.split('.')[0]) >= 24 && !process.execPath.startsWith(toolchain);
  const packages = [`pnpm@${wanted.pnpm}`, ...(ownNodeWillDo ? [] : [`node@${wanted.node}`])];
  const stamp = join(toolchain, 'installed.json');
  const key = JSON.stringify(packages);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== key) {
    say(`… Fetching ${packages.join(' and ')}`);
    mkdirSync(toolchain, { recursive: true });
    writeFileSync(join(toolchain, 'package.json'), '{ "private": true }\n');
    run('npm', ['install', '--prefix', toolchain, '--no-audit', '--no-fund', '--no-save', ...packages]);
    writeFileSync(stamp, key);
  }
  return ownNodeWillDo ? process.execPath : join(bin, 'node');
}

/** Installs the workspace exactly as the lockfile says, unless that was done for this lockfile. */
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
    `Node 20 or newer is needed to begin; this is ${process.version}. Get it from your system's packages.`,
  );
}

const node = ensureToolchain();
// Docker needs the programs of the system folders, which are not in the PATH of who became root with `su`.
const path = [dirname(node), bin, process.env.PATH, '/usr/sbin', '/sbin'].join(delimiter);
const env = { ...process.env, PATH: path };
ensureWorkspace(env);

const child = spawn(node, [join(root, 'scripts', `${task}.ts`), ...process.argv.slice(3)], {
  cwd: root,
  env,
  stdio: 'inherit',
});
// Ctrl-C reaches the child through the terminal; a signal sent to this process alone is passed on.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
