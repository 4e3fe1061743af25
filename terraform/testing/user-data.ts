import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const schema = JSON.parse(
  readFileSync(new URL('cloud-config.schema.json', import.meta.url), 'utf8'),
) as object;
const isCloudConfig = new Ajv({ strict: false }).compile<CloudConfig>(schema);

interface CloudConfig {
  readonly write_files: readonly { readonly path: string; readonly content: string }[];
  readonly runcmd: readonly (readonly string[])[];
}

/**
 * The files that cloud-init writes for a launch template, by path.
 * @throws Error when cloud-init could not parse the user data or EC2 would refuse it.
 */
export function userDataOf(template: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const text = Buffer.from(String(template['user_data']), 'base64').toString('utf8');
  if (!text.startsWith('#cloud-config\n')) throw new Error('The user data lacks the line #cloud-config.');
  if (text.length > 16_384)
    throw new Error(`The user data has ${text.length} bytes. EC2 takes at most 16,384.`);
  const config: unknown = parse(text);
  if (!isCloudConfig(config)) throw new Error(JSON.stringify(isCloudConfig.errors));
  const files = new Map(config.write_files.map(({ path, content }) => [path, content]));
  for (const [program] of config.runcmd) {
    if (program === undefined || !files.has(program)) throw new Error(`Nothing writes ${String(program)}.`);
  }
  return files;
}

/** The variables of a systemd EnvironmentFile. */
export function environmentFile(files: ReadonlyMap<string, string>, path: string): Record<string, string> {
  const text = files.get(path);
  if (text === undefined) throw new Error(`Nothing writes ${path}.`);
  return Object.fromEntries(Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? '']));
}
