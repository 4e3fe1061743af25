import type { ContainerConfig } from './container-config.ts';
import type { Lab } from '../lab.ts';

/**
 * The bytes that the files, sysctls, environments and commands of all containers of a lab may have. They are part of the host
 * command, where text that does not compress takes four thirds of its size.
 */
export const mostConfigBytes = 24_576;

/** The bytes that the files, sysctls, environments and commands of a lab's containers have. */
export function configBytes(lab: Pick<Lab, 'containers'>): number {
  return lab.containers.reduce((sum, { config }) => sum + bytesOf(config), 0);
}

export function bytesOf(config: ContainerConfig | null): number {
  if (config === null) return 0;
  const texts = [
    ...config.files.flatMap(({ path, content, stored }) => [path, content, stored?.sha256 ?? '']),
    ...[...config.sysctls, ...config.env].flatMap(({ name, value }) => [name, value]),
    ...(config.entrypoint ?? []),
    ...(config.command ?? []),
    config.user ?? '',
    config.workingDir ?? '',
    ...config.exec,
    ...config.routes.flatMap(({ destination, gateway }) => [destination, gateway]),
    ...config.waitFor.map(({ containerId }) => containerId),
    ...config.onStop,
    ...config.ports.map(({ name }) => name ?? ''),
  ];
  return texts.reduce((sum, text) => sum + utf8Length(text), 0);
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
