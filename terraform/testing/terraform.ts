import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { type SchemaProvider, startSchemaProvider } from './schema-provider.ts';

/** Folder of the configurations. */
const terraformDirectory = fileURLToPath(new URL('..', import.meta.url));

/**
 * Why Terraform cannot run here; null when it can. With `CI` set a missing Terraform is an error, so that the checks
 * are never skipped unnoticed.
 */
export function whyNoTerraform(): string | null {
  const { status } = spawnSync('terraform', ['version'], { env: terraformEnvironment() });
  if (status === 0) return null;
  if (process.env['CI']) throw new Error('There is no terraform on the PATH, and nothing else can check it.');
  return 'there is no terraform on the PATH: https://developer.hashicorp.com/terraform/install';
}

/** One resource of Terraform's state. */
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
  // Without the user's settings and without a check for newer versions.
  const quiet = { TF_CLI_CONFIG_FILE: '', CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
  // A third of a run of Terraform is garbage collection, which runs this short do not need.
  return { ...process.env, ...quiet, GOGC: 'off', GOMEMLIMIT: '1GiB' };
}

function resourcesOf(module: StateModule): StateResource[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(resourcesOf)];
}

/** Terraform with a provider that serves AWS's schema and creates nothing. Leaves no files in the directories. */
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

  /** Runs one command in a directory, given relative to `terraform/`. */
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

  /** Initialises a directory. */
  async initialise(directory: string): Promise<void> {
    const { status, output } = await this.run(directory, 'init', '-backend=false', '-no-color');
    if (status !== 0) throw new Error(`terraform init failed in ${directory}:\n${output}`);
  }

  /** Runs the directory's tests and returns the resources of the last one. */
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
