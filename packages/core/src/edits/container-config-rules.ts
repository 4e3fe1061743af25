import { parseIpAddress } from '../addressing/ip-address.ts';
import { type ContainerConfig, gatewayFile } from '../container-config.ts';
import type { Lab } from '../lab.ts';
import { quoted } from '../quoted.ts';
import type { Issue } from './edit-error.ts';

const mostFiles = 20;
const longestPath = 200;
const longestContent = 16_384;

/**
 * Bytes of the files of all containers of a lab. They travel in the one word that a host command carries, where
 * text that can't be packed any tighter takes four thirds of its size.
 */
export const mostConfigBytes = 24_576;

/** What the kernel or Docker keeps there is no file of the container's own. */
const foreign = /^\/(?:proc|sys|dev)(?:\/|$)|^\/etc\/(?:hosts|hostname|resolv\.conf)$/;
const segment = /^[A-Za-z0-9_+@%=:,-][A-Za-z0-9._+@%=:,-]*$|^\.[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** What is wrong with a container's configuration. */
export function checkContainerConfig(config: ContainerConfig, path: readonly string[]): Issue[] {
  const issues: Issue[] = [];
  const { files, defaultGateway } = config;
  if (defaultGateway !== null && parseIpAddress(defaultGateway)?.family !== 4) {
    const message = `${quoted(defaultGateway)} is not an IPv4 address. Give one as 10.0.1.1.`;
    issues.push({ path: [...path, 'defaultGateway'], message });
  }
  if (files.length > mostFiles) {
    const message = `${files.length} files are given. A container has at most ${mostFiles}.`;
    issues.push({ path: [...path, 'files'], message });
    return issues;
  }
  const seen = new Set<string>();
  for (const [index, file] of files.entries()) {
    const at = [...path, 'files', String(index)];
    const wrongPath = checkPath(file.path) ?? (seen.has(file.path) ? 'is given twice.' : null);
    if (wrongPath !== null)
      issues.push({ path: [...at, 'path'], message: `${quoted(file.path)} ${wrongPath}` });
    seen.add(file.path);
    const wrongContent = checkContent(file.content);
    if (wrongContent !== null) issues.push({ path: [...at, 'content'], message: wrongContent });
    if (!Number.isInteger(file.mode) || file.mode < 0 || file.mode > 0o777) {
      const message = `The mode is ${file.mode}. Choose 0 to ${0o777}, which is 777 in octal.`;
      issues.push({ path: [...at, 'mode'], message });
    }
  }
  return issues;
}

/** Bytes that the configurations of a lab take. */
export function configBytes(lab: Lab): number {
  return lab.containers.reduce((sum, { config }) => sum + bytesOf(config), 0);
}

export function bytesOf(config: ContainerConfig | null): number {
  return (config?.files ?? []).reduce(
    (sum, { path, content }) => sum + utf8Length(path) + utf8Length(content),
    0,
  );
}

function checkPath(path: string): string | null {
  if (path.length > longestPath) return `has ${path.length} characters. A path has at most ${longestPath}.`;
  const [root, ...segments] = path.split('/');
  if (root !== '' || segments.length === 0) return 'is not an absolute path, as /etc/frr/frr.conf.';
  if (!segments.every((each) => segment.test(each))) {
    return "has a part that is empty, '.', '..' or made of other characters than letters, digits and ._+@%=:,-";
  }
  if (foreign.test(path)) return "is kept by the kernel or by Docker. Choose a path of the container's own.";
  if (path === gatewayFile) return 'is where the default gateway is written. Give defaultGateway instead.';
  return null;
}

function checkContent(content: string): string | null {
  const length = utf8Length(content);
  if (length > longestContent) return `The file has ${length} bytes. A file has at most ${longestContent}.`;
  return content.isWellFormed() ? null : 'The file is not text: half of a surrogate pair is in it.';
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
