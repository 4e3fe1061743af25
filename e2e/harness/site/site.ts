import { join } from 'node:path';
import { apiReady, bundleLambdas, ChildProgram, freePorts, repositoryRoot } from '@pineapple/launcher';
import { type BackEnd, startBackEnd } from './back-end.ts';

/** A whole site of several machines on one: AWS, an API, and hosts with engines of their own. */
export interface Site extends Omit<BackEnd, 'environment'> {
  readonly url: string;
  /** The code that makes an account the first operator. */
  readonly operatorCode: string;
}

interface SiteOptions {
  readonly hosts: number;
  /** Whether the hosts reach each other, for labs on several of them. */
  readonly underlay?: boolean;
  /** More environment for the API, the agents and the functions. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function startSite({ hosts, underlay = false, env = {} }: SiteOptions): Promise<Site> {
  await using cleanup = new AsyncDisposableStack();
  const backEnd = cleanup.use(await startBackEnd({ hosts, underlay, env, bundles: await bundleLambdas() }));
  const [port] = await freePorts(1);
  const url = `http://localhost:${port}`;
  const api = cleanup.use(
    await ChildProgram.start({
      command: [process.execPath, join(repositoryRoot, 'apps/api/src/main.ts')],
      env: {
        ...backEnd.environment,
        PATH: process.env['PATH'],
        PORT: String(port),
        PINEAPPLE_PUBLIC_URL: url,
      },
      readyWhen: apiReady,
    }),
  );
  const owned = cleanup.move();
  const { machines, sweep, silence, age } = backEnd;
  const operatorCode = api.readyMatch(1);
  return {
    url,
    operatorCode,
    machines,
    sweep,
    silence,
    age,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
