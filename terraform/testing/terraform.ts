import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { type SchemaProvider, startSchemaProvider } from './schema-provider.ts';

/** Where the configurations are. */
const terraformDirectory = fileURLToPath(new URL('..', import.meta.url));

/**
 * Why Terraform can't be asked here; null when it can. On a machine that tests for others that is an error: what
 * nobody checks is not checked.
 */
export function whyNoTerraform(): string | null {
  const { status } = spawnSync('terraform', ['version'], { env: terraformEnvironment() });
  if (status === 0) return null;
  if (process.env['CI']) throw new Error('There is no terraform on the PATH, and nothing else can check it.');
  return 'there is no terraform on the PATH: https://developer.hashicorp.com/terraform/install';
}

/** One resource as it is in the state. */
export interface StateResource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number | null;
  readonly output: string;
}

interface StateModule {
  readonly resources?: readonly StateResource[];
  readonly child_modules?: readonly StateModule[];
}

function terraformEnvironment(): NodeJS.ProcessEnv {
  // Neither a person's settings nor a question for newer versions.
  return { ...process.env, TF_CLI_CONFIG_FILE: '', CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}

function resourcesOf(module: StateModule): StateResource[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(resourcesOf)];
}

/** Terraform with a provider that knows AWS's schema and makes nothing. Leaves no trace in the directories. */
export class Terraform implements AsyncDisposable {
  readonly #provider: SchemaProvider;
  readonly #data = mkdtempSync(join(tmpdir(), 'pineapple-tf-data-'));

  private constructor(provider: SchemaProvider) {
    this.#provider = provider;
  }

  static async start(): Promise<Terraform> {
    const provider = await startSchemaProvider();
    return new Terraform(provider);
  }

  /** Runs one command in a directory, named from `terraform/` on. */
  async run(directory: string, ...args: readonly string[]): Promise<Answer> {
    const child = spawn('terraform', args, {
      cwd: resolve(terraformDirectory, directory),
      env: {
        ...terraformEnvironment(),
        TF_REATTACH_PROVIDERS: this.#provider.reattach,
        TF_DATA_DIR: join(this.#data, directory.replaceAll('/', '-')),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    const [status, out, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    return { status, output: out + errors };
  }

  /** Makes a directory ready for everything else. */
  async initialise(directory: string): Promise<void> {
    const { status, output } = await this.run(directory, 'init', '-backend=false', '-no-color');
    if (status !== 0) throw new Error(`terraform init failed in ${directory}:\n${output}`);
  }

  /** Runs the directory's tests, and gives what the last of them made. */
  async test(directory: string): Promise<{ readonly failures: string; readonly resources: StateResource[] }> {
    const { status, output } = await this.run(directory, 'test', '-json', '-verbose');
    const messages = output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as TestMessage);
    const diagnostics = messages.flatMap(({ diagnostic }) =>
      diagnostic?.severity === 'error' ? [`${diagnostic.summary}\n${diagnostic.detail}`] : [],
    );
    const state = messages.findLast(({ test_state }) => test_state)?.test_state?.root_module ?? {};
    const failures = diagnostics.join('\n\n');
    return { failures: status === 0 ? failures : failures || output, resources: resourcesOf(state) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#provider[Symbol.asyncDispose]();
    rmSync(this.#data, { recursive: true, force: true });
  }
}

interface TestMessage {
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail: string };
  readonly test_state?: { readonly root_module: StateModule };
}
