import type { ContainerDetails } from '../../docker/docker-answers.ts';

/** The environment variable that marks a terminal's processes. */
export const incarnationVariable = 'PINEAPPLE_TERMINAL';

/** The environment of a terminal's shell, in addition to the image's, as after a login. */
export function shellEnvironment(
  { Config }: ContainerDetails,
  containerName: string,
  incarnation: string,
): string[] {
  const set = new Set((Config.Env ?? []).map((line) => line.split('=')[0]));
  return [
    // Docker sets it to the name that the container was made with.
    `HOSTNAME=${containerName}`,
    'TERM=xterm-256color',
    'COLORTERM=truecolor',
    ...(set.has('LANG') || set.has('LC_ALL') ? [] : ['LANG=C.UTF-8']),
    // Works in bash, dash and busybox. The shell's own start-up files can override it.
    ...(set.has('PS1') ? [] : [`PS1=${containerName}:$PWD\\$ `]),
    `${incarnationVariable}=${incarnation}`,
  ];
}
