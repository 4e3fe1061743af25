import { parseIpAddress } from '../../addressing/ip-address.ts';
import {
  type ContainerConfig,
  type ContainerFile,
  type ContainerSysctl,
  containerSysctlSchema,
  storedContentSchema,
} from '../../settings/container-config.ts';
import { utf8Length } from '../../settings/config-size.ts';
import { mostStoredBytes } from '../../stored-limits.ts';
import { gatewayFile } from '../../gateway-file.ts';
import { quoted } from '../../names/quoted.ts';
import type { LiveSettings } from '../../settings/live-settings.ts';
import type { StartSettings } from '../../settings/start-settings.ts';
import type { LabLimits } from '../../edit-context.ts';
import type { Issue } from '../../edit-error.ts';
import { checkPorts, checkResources } from './live-rules.ts';
import { checkCommand, checkEnv, checkExec, checkUser, checkWorkingDir } from './program-rules.ts';

type ContainerLimits = Pick<LabLimits, 'cpusPerContainer' | 'memoryMbPerContainer'>;

const mostFiles = 20;
const longestPath = 200;
const longestContent = 16_384;
const mostSysctls = 64;
const longestSysctl = 128;

/** Paths that the kernel owns, and the file with the container's name. A container may bring its own hosts and resolver. */
const foreign = /^\/(?:proc|sys|dev)(?:\/|$)|^\/etc\/hostname$/;
/** A container may bring these, and the host reads them. */
const ownedNames = /^\/etc\/(?:hosts|resolv\.conf)$/;
const segment = /^[A-Za-z0-9_+@%=:,-][A-Za-z0-9._+@%=:,-]*$|^\.[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** What is wrong with a container's configuration. */
export function checkContainerConfig(
  config: ContainerConfig,
  path: readonly string[],
  limits: ContainerLimits = {},
): Issue[] {
  const issues: Issue[] = [];
  const { defaultGateway } = config;
  if (defaultGateway !== null && parseIpAddress(defaultGateway)?.family !== 4) {
    const message = `${quoted(defaultGateway)} is not an IPv4 address. Give one such as 10.0.1.1.`;
    issues.push({ path: [...path, 'defaultGateway'], message });
  }
  return [...issues, ...checkSettings(config, path, limits)];
}

function checkFiles(files: readonly ContainerFile[], path: readonly string[]): Issue[] {
  if (files.length > mostFiles) {
    return [
      { path, message: `${files.length} files were given. A container can have at most ${mostFiles}.` },
    ];
  }
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [index, file] of files.entries()) {
    const at = [...path, String(index)];
    const wrongPath =
      checkPath(file.path) ?? (seen.has(file.path) ? 'was given twice. Give each path once.' : null);
    if (wrongPath !== null)
      issues.push({ path: [...at, 'path'], message: `${quoted(file.path)} ${wrongPath}` });
    seen.add(file.path);
    const wrongContent = checkContent(file);
    if (wrongContent !== null) issues.push({ path: [...at, 'content'], message: wrongContent });
    if (!Number.isInteger(file.mode) || file.mode < 0 || file.mode > 0o777) {
      const message = `The mode is ${file.mode}. Choose 0 to ${0o777} (octal 777).`;
      issues.push({ path: [...at, 'mode'], message });
    }
  }
  return issues;
}

/** What is wrong with a container's settings, apart from what depends on other containers and its networks. */
export function checkSettings(
  settings: StartSettings & Omit<LiveSettings, 'routes'>,
  path: readonly string[],
  limits: ContainerLimits,
): Issue[] {
  const { sysctls, env, entrypoint, command, user, workingDir, exec, files, onStop, ports } = settings;
  return [
    ...checkSysctls(sysctls, [...path, 'sysctls']),
    ...checkEnv(env, [...path, 'env']),
    ...checkCommand(entrypoint, [...path, 'entrypoint']),
    ...checkCommand(command, [...path, 'command']),
    ...checkUser(user, [...path, 'user']),
    ...checkWorkingDir(workingDir, [...path, 'workingDir']),
    ...checkExec(exec, [...path, 'exec']),
    ...checkExec(onStop, [...path, 'onStop']),
    ...checkResources(settings, limits, path),
    ...checkPorts(ports, [...path, 'ports']),
    ...checkFiles(files, [...path, 'files']),
  ];
}

function checkSysctls(sysctls: readonly ContainerSysctl[], path: readonly string[]): Issue[] {
  if (sysctls.length > mostSysctls) {
    return [
      { path, message: `${sysctls.length} sysctls were given. A container can have at most ${mostSysctls}.` },
    ];
  }
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [index, { name, value }] of sysctls.entries()) {
    const at = [...path, String(index)];
    const wrongName = seen.has(name) ? 'was given twice. Give each sysctl once.' : checkSysctlName(name);
    if (wrongName !== null) issues.push({ path: [...at, 'name'], message: `${quoted(name)} ${wrongName}` });
    seen.add(name);
    if (containerSysctlSchema.shape.value.safeParse(value).success) continue;
    const message = `${quoted(value)} can't be the value of a sysctl. Give 1 to ${longestSysctl} printable ASCII characters.`;
    issues.push({ path: [...at, 'value'], message });
  }
  return issues;
}

function checkSysctlName(name: string): string | null {
  if (containerSysctlSchema.shape.name.safeParse(name).success) return null;
  if (name.length > longestSysctl) {
    return `has ${name.length} characters. The name of a sysctl has at most ${longestSysctl}.`;
  }
  if (!name.startsWith('net.')) {
    return "is not below 'net.', and a container has no other sysctls of its own. Give one such as net.ipv4.ip_forward.";
  }
  return 'is not the name of a sysctl. Write it with dots, such as net.ipv4.conf.eth0.rp_filter.';
}

function checkPath(path: string): string | null {
  if (path.length > longestPath)
    return `has ${path.length} characters. A path can have at most ${longestPath}.`;
  const [root, ...segments] = path.split('/');
  if (root !== '' || segments.length === 0)
    return 'is not an absolute path. Give one such as /etc/frr/frr.conf.';
  if (!segments.every((each) => segment.test(each))) {
    return "has a segment that is empty, '.', '..' or has characters other than letters, digits and ._+@%=:,-";
  }
  if (foreign.test(path)) return 'belongs to the kernel or to Docker. Choose another path.';
  if (path === gatewayFile) return 'is the file for the default gateway. Give defaultGateway instead.';
  return null;
}

function checkContent({ path, content, stored }: ContainerFile): string | null {
  if (stored && ownedNames.test(path)) return `${path} is read by the host. Give it as text.`;
  if (stored && content !== '') return 'The file has both text and stored content. Give one of them.';
  if (stored && !storedContentSchema.safeParse(stored).success)
    return `The stored content is not valid. Give the SHA-256 of at most ${mostStoredBytes} bytes.`;
  const length = utf8Length(content);
  if (length > longestContent)
    return `The file has ${length} bytes. A file can have at most ${longestContent}.`;
  return content.isWellFormed()
    ? null
    : 'The file is not valid text: it contains half of a surrogate pair. Remove it.';
}
