import type { ContainerConfig, ContainerFile } from './container-config.ts';
import { emptyConfig } from './empty-config.ts';
import { gatewayFile } from '../gateway-file.ts';

/** What Docker settles when it creates a container. */
const atCreation = ['env', 'entrypoint', 'command', 'user', 'workingDir'] as const;

/** What the host does at each start. */
const atStart = ['sysctls', 'exec', 'waitFor', 'files'] as const;

/** All that a container takes when it starts: a change waits for the next start. */
export const startSettings = [...atCreation, ...atStart] as const;

export type StartSetting = (typeof startSettings)[number];
export type StartSettings = Pick<ContainerConfig, StartSetting>;

/** Short digests of settings, by name. One that is as in every image has none. */
export type SettingDigests = Readonly<Record<string, string>>;

/** Tells whether Docker created a container with other settings. */
export function digestsAtCreation(settings: StartSettings): SettingDigests {
  return digests(settings, atCreation);
}

/** Tells whether the host started a container with other settings, apart from those of its creation. */
export function digestsAtStart(settings: StartSettings): SettingDigests {
  return digests(settings, atStart);
}

/** Tells whether a container runs with other settings. */
export function settingDigests(settings: StartSettings): SettingDigests {
  return digests(settings, startSettings);
}

/** Which settings differ, in the order of `startSettings`. */
export function differingSettings(one: SettingDigests, other: SettingDigests): StartSetting[] {
  return startSettings.filter((name) => one[name] !== other[name]);
}

/** Changes with the files and start commands of a container, which are edited together. */
export function filesVersion({ files, exec }: Pick<StartSettings, 'files' | 'exec'>): string {
  return textDigest(JSON.stringify([files.map(fileText), exec]));
}

/** Tells whether a file that was written is another by now. */
export function fileDigest(file: ContainerFile): string {
  return textDigest(fileText(file));
}

function fileText({ path, content, mode, stored }: ContainerFile): string {
  return JSON.stringify([path, content, mode, ...(stored ? [stored.sha256] : [])]);
}

function digests(settings: StartSettings, names: readonly StartSetting[]): SettingDigests {
  const found: Record<string, string> = {};
  for (const name of names) {
    const text = textOf(settings, name);
    if (text !== textOf(emptyConfig, name)) found[name] = textDigest(text);
  }
  return found;
}

/** The same for a lab and for the manifest of its host, which has names of other containers too. */
function textOf(settings: StartSettings, name: StartSetting): string {
  // A host has the gateway's file too.
  if (name === 'files')
    return JSON.stringify(settings.files.filter(({ path }) => path !== gatewayFile).map(fileText));
  if (name !== 'waitFor') return JSON.stringify(settings[name]);
  return JSON.stringify(settings.waitFor.map(({ containerId, until }) => [containerId, until]));
}

/** FNV-1a, twice over UTF-16: 64 bits in hexadecimal. It finds changes, and keeps no secrets. */
export function textDigest(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((seed) => {
      let hash = seed;
      for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
