import type { Environment } from './read-environment.ts';

/** What names a repository, as git sets it for hooks. */
const ofRepository =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE)$/;

/** The environment of a git that clones: without a repository of its own, with only these protocols, and without questions. */
export function gitEnvironment(
  protocols: readonly string[],
  env: Environment = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !ofRepository.test(name));
  return {
    ...Object.fromEntries(kept),
    ...{ GIT_ALLOW_PROTOCOL: protocols.join(':'), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
  };
}

/** Of this process's environment, a git that is to have none of its credentials or settings needs only these. */
const needed = ['PATH', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'SSL_CERT_FILE'];

/** As `gitEnvironment`, without anything of this process's that git does not need. */
export function isolatedGitEnvironment(
  protocols: readonly string[],
  env: Environment = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => needed.includes(name));
  return gitEnvironment(protocols, Object.fromEntries(kept));
}
