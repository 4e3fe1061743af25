import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CliConfig } from '@pineapple/config';
import { CliError } from '../cli-error.ts';
import { ansibleInventory } from './ansible-inventory.ts';
import { connectionPlugin } from './connection-plugin.ts';
import type { InspectCommand } from './inspect-command.ts';
import { inspectedText, inspectLab } from './inspected-lab.ts';

const ansibleConfig = `[defaults]
inventory = inventory.yaml
connection_plugins = connection_plugins
`;

/** Shows a lab as text, as JSON, or as an inventory of Ansible. @returns what to print */
export async function inspect(
  config: CliConfig,
  { lab: wanted, as, output }: InspectCommand,
): Promise<string> {
  const lab = await inspectLab(config, wanted);
  if (as === 'json') return `${JSON.stringify(lab, null, 2)}\n`;
  if (as === 'text') return inspectedText(lab);
  const inventory = ansibleInventory(lab, config.url);
  if (output === null) return inventory;
  const written = [
    await write(join(output, 'inventory.yaml'), inventory, 'w'),
    await write(join(output, 'connection_plugins/pineapple.py'), connectionPlugin, 'w'),
    // The user's own settings stay.
    await write(join(output, 'ansible.cfg'), ansibleConfig, 'wx'),
  ];
  return written
    .filter((path) => path !== null)
    .map((path) => `${path}\n`)
    .join('');
}

/** @returns the path; null for a file that exists and is not replaced. @throws CliError if it can't be written */
async function write(path: string, text: string, flag: 'w' | 'wx'): Promise<string | null> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag });
    return path;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (flag === 'wx' && code === 'EEXIST') return null;
    throw new CliError(`${path} can't be written (${String(code)}).`, { cause });
  }
}
