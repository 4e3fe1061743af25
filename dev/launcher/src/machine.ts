import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The path of a program. Also searches the sbin folders, which a plain user's PATH lacks. Null if there is none. */
export function findProgram(name: string, environment: Environment): string | null {
  const folders = [...(environment['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin'];
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}

export const isRootOnLinux = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;
