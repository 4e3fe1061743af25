import type { SettingName } from './settings-text.ts';

/** A field of a form for settings, each a text of one or more lines. */
export interface SettingField {
  readonly name: SettingName;
  readonly label: string;
  readonly help: string;
  readonly rows: number;
  readonly placeholder: string;
}

/** All settings, in the order of the forms. */
export const settingFields: readonly SettingField[] = [
  {
    name: 'env',
    label: 'Environment',
    help: 'One variable a line.',
    rows: 3,
    placeholder: 'LOG_LEVEL=debug',
  },
  {
    name: 'entrypoint',
    label: 'Entrypoint',
    help: 'Instead of the entrypoint and the command of its image. Empty: as in the image.',
    rows: 1,
    placeholder: 'tini --',
  },
  {
    name: 'command',
    label: 'Command',
    help: 'Arguments of the entrypoint. Empty: as in the image.',
    rows: 1,
    placeholder: 'nginx -g "daemon off;"',
  },
  {
    name: 'user',
    label: 'User',
    help: 'The user of its program and terminals. Empty: that of the image.',
    rows: 1,
    placeholder: '1000:1000',
  },
  {
    name: 'workingDir',
    label: 'Working folder',
    help: 'Where its program and terminals start. Empty: as in the image.',
    rows: 1,
    placeholder: '/srv/app',
  },
  {
    name: 'exec',
    label: 'Start commands',
    help: "One a line, run as root at every start. For pipes and variables write sh -c '…'.",
    rows: 4,
    placeholder: 'ip route add 10.0.9.0/24 via 10.0.1.1',
  },
  {
    name: 'sysctls',
    label: 'Sysctls',
    help: 'One a line, below net.',
    rows: 2,
    placeholder: 'net.ipv4.ip_forward = 1',
  },
  {
    name: 'waitFor',
    label: 'Waits for',
    help: 'One container a line, READY before this one starts. Add RUNNING if its program has only to run.',
    rows: 2,
    placeholder: 'db',
  },
  {
    name: 'onStop',
    label: 'Stop commands',
    help: 'One a line, run as root before it stops, for at most 10 seconds in all.',
    rows: 2,
    placeholder: 'rndc stop',
  },
  {
    name: 'cpus',
    label: 'Processors',
    help: 'At most so many. Empty: the default of the site.',
    rows: 1,
    placeholder: '0.5',
  },
  {
    name: 'memoryMb',
    label: 'Memory in MB',
    help: 'At most so much. Empty: the default of the site.',
    rows: 1,
    placeholder: '256',
  },
  {
    name: 'ports',
    label: 'Ports',
    help: 'The TCP ports to offer as links: one a line, with a name if you like.',
    rows: 2,
    placeholder: '80 Web page',
  },
];
