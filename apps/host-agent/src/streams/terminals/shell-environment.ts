import type { ContainerDetails } from '../../docker/docker-answers.ts';

/** By which a terminal's processes can be told where their numbers can't be seen. */
export const incarnationVariable = 'PINEAPPLE_TERMINAL';

/** What a terminal's shell finds in its environment beside what the image says, as after a login. */
export function shellEnvironment(
  { Config }: ContainerDetails,
  containerName: string,
  incarnation: string,
): string[] {
  const set = new Set((Config.Env ?? []).map((line) => line.split('=')[0]));
  return [
    'TERM=xterm-256color',
    'COLORTERM=truecolor',
    ...(set.has('LANG') || set.has('LC_ALL') ? [] : ['LANG=C.UTF-8']),
    // Understood by bash, dash and busybox alike; a shell's own files have the last word.
    ...(set.has('PS1') ? [] : [`PS1=${containerName}:$PWD\\$ `]),
    `${incarnationVariable}=${incarnation}`,
  ];
}
